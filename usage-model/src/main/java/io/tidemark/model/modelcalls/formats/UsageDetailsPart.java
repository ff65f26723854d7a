/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonText;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import java.util.Set;

/** An attribute that holds an object of token counts as text: the counts that are read of it. */
final class UsageDetailsPart implements Part {

  private static final Set<String> NAMES = SpanAttribute.allNames();
  private static final String PREFIX = SpanAttribute.USAGE_DETAILS.names().get(0) + ".";

  @Override
  public void copy(Excerpt excerpt) {
    JsonReader json = excerpt.reader();
    if (json.buffer()[json.position()] != '"') {
      Parts.nothing().copy(excerpt);
    } else if (json.readValue()) {
      excerpt.text(counts(json.text()));
    }
  }

  private static String counts(String text) {
    StringBuilder counts = new StringBuilder("{");
    JsonReader details = new JsonReader();
    details.open(text.getBytes(UTF_8));
    if (!details.enterObject()) {
      return "";
    }
    while (details.nextField()) {
      String name = details.text();
      boolean number = details.readValue() && details.type() == JsonType.INTEGER;
      if (number && NAMES.contains(PREFIX + name)) {
        counts.append(counts.length() > 1 ? "," : "").append(JsonText.quote(name));
        counts.append(':').append(details.integer());
      }
    }
    return counts.append('}').toString();
  }
}
