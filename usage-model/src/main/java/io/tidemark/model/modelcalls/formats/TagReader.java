/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.parsing.Utf8;
import io.tidemark.model.schema.Limits;
import java.util.Map;

/** Reads an object of texts into the tags of a call. */
final class TagReader {

  private final int maxTags;

  TagReader(int maxTags) {
    this.maxTags = maxTags;
  }

  /**
   * Reads the object that begins at {@code start}; a tag that is null is left out.
   *
   * @return what is wrong, or null
   */
  String read(JsonReader json, int start, String field, Map<String, String> tags) {
    json.moveTo(start);
    json.enterObject();
    while (json.nextField()) {
      if (!fits(json) || json.length() == 0) {
        return field + " must have names of 1 to " + Limits.MAX_TEXT_CHARACTERS + " characters";
      }
      String name = readText(json);
      json.readValue();
      if (json.type() == JsonType.NULL) {
        tags.remove(name);
        continue;
      }
      if (!fits(json)) {
        return field
            + " must have texts of at most "
            + Limits.MAX_TEXT_CHARACTERS
            + " characters as values";
      }
      tags.put(name, readText(json));
    }
    return tags.size() > maxTags ? field + " must have at most " + maxTags + " entries" : null;
  }

  private static boolean fits(JsonReader json) {
    return json.type() == JsonType.TEXT
        && Utf8.fits(json.buffer(), json.start(), json.length(), Limits.MAX_TEXT_CHARACTERS);
  }

  /** Search indices keep no zero character in the name of a tag: it is replaced everywhere. */
  private static String readText(JsonReader json) {
    String text = new String(json.buffer(), json.start(), json.length(), UTF_8);
    return text.replace('\0', '\uFFFD');
  }
}
