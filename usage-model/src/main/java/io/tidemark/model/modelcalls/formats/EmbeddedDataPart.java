/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.InvalidUtf8;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import java.util.Base64;

/** The data of an event: an object, the text of one, or the base64 of that text. */
final class EmbeddedDataPart implements Part {

  /** Stands for data that is not valid JSON: neither is it. */
  private static final String BROKEN = "{";

  private final Part data;
  private final boolean base64;

  EmbeddedDataPart(Part data, boolean base64) {
    this.data = data;
    this.base64 = base64;
  }

  @Override
  public void copy(Excerpt excerpt) {
    JsonReader json = excerpt.reader();
    if (json.buffer()[json.position()] != '"') {
      (base64 ? Parts.nothing() : data).copy(excerpt);
    } else if (json.readValue() && json.type() == JsonType.TEXT) {
      excerpt.text(base64 ? decoded(excerpt, json.text()) : embedded(excerpt, json.text()));
    }
  }

  private String embedded(Excerpt excerpt, String text) {
    String kept = excerpt.embedded(text, data);
    return kept == null ? BROKEN : kept;
  }

  private String decoded(Excerpt excerpt, String text) {
    try {
      byte[] document = InvalidUtf8.replaceInvalid(Base64.getDecoder().decode(text));
      String kept = embedded(excerpt, new String(document, UTF_8));
      return Base64.getEncoder().encodeToString(kept.getBytes(UTF_8));
    } catch (IllegalArgumentException e) {
      return "-"; // No base64 either.
    }
  }
}
