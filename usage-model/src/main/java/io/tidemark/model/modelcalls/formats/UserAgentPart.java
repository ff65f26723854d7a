/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import io.tidemark.model.privacy.DescriptiveText;
import io.tidemark.model.schema.Limits;

/** A user agent; when user agents are dropped, the shortest one of the same family. */
final class UserAgentPart implements Part {

  static final Part INSTANCE = new UserAgentPart();

  private static final Part KEPT = Parts.text(Limits.MAX_TEXT_CHARACTERS);

  private UserAgentPart() {}

  @Override
  public void copy(Excerpt excerpt) {
    if (excerpt.privacy().keeps(DescriptiveText.USER_AGENT)) {
      KEPT.copy(excerpt);
      return;
    }
    JsonReader json = excerpt.reader();
    if (!json.readValue()) {
      return;
    }
    if (json.type() == JsonType.TEXT && json.length() > 0) {
      excerpt.text(ClientFamily.of(json.buffer(), json.start(), json.length()).userAgent());
    } else {
      excerpt.kindAtHand();
    }
  }
}
