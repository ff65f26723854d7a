/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.schema.Limits;
import java.util.function.BiConsumer;

/**
 * The tags that a caller gives LiteLLM with a request: a list of texts, or the text of such a list
 * in rows of a database. {@code project:demo} is the tag {@code request_tags.project} with the
 * value {@code demo}; an entry without a value is the tag of its own name with the value {@code
 * true}.
 */
final class LitellmRequestTags {

  static final String FIELD = "request_tags";

  private static final String PREFIX = FIELD + ".";

  /** LiteLLM adds the caller's program to the list; the call has it in a field of its own. */
  private static final String USER_AGENT = "User-Agent";

  private static final String WITHOUT_VALUE = "true";

  private final JsonReader json = new JsonReader();

  /** Gives each tag of the list in a slot to {@code target}; anything but a list has none. */
  void read(JsonSlots slots, int slot, BiConsumer<String, String> target) {
    if (slots.is(slot, JsonType.TEXT)) {
      json.open(slots.text(slot).getBytes(UTF_8));
    } else if (slots.is(slot, JsonType.ARRAY)) {
      json.open(slots.buffer(), slots.start(slot), slots.start(slot) + slots.length(slot));
    } else {
      return;
    }
    if (!json.enterArray()) {
      return;
    }
    while (json.nextElement() && json.readValue()) {
      if (json.type() == JsonType.TEXT) {
        take(json.text(), target);
      }
    }
  }

  private static void take(String entry, BiConsumer<String, String> target) {
    int colon = entry.indexOf(':');
    String name = (colon < 0 ? entry : entry.substring(0, colon)).strip();
    String value = colon < 0 ? WITHOUT_VALUE : entry.substring(colon + 1).strip();
    boolean keepable = !name.isEmpty() && name.indexOf('\0') < 0;
    if (keepable && name.length() <= Limits.MAX_TEXT_CHARACTERS && !name.equals(USER_AGENT)) {
      target.accept(PREFIX + name, value.replace('\0', '\uFFFD'));
    }
  }
}
