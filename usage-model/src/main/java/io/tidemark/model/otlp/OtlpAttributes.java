/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.otlp;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonSlots;
import io.tidemark.model.json.JsonType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/**
 * Attributes in OTLP/JSON: {@code [{"key":…,"value":{"stringValue":…}}]}. Only those wanted are
 * kept, so that no prompt or answer ever leaves the record; each as text, numbers in their digits,
 * because exporters disagree on how they write them. An empty text counts as not reported.
 */
public final class OtlpAttributes {

  private final JsonReader json;
  private final JsonSlots element =
      new JsonSlots(
          JsonFields.of(
              List.of(
                  "key",
                  "value/stringValue",
                  "value/intValue",
                  "value/doubleValue",
                  "value/boolValue")));

  public OtlpAttributes(JsonReader json) {
    this.json = json;
  }

  /** The attributes in the array that begins at {@code start} and is known to be valid JSON. */
  public Map<String, String> read(int start, Set<String> wanted) {
    Map<String, String> attributes = new HashMap<>();
    readEach(start, wanted, (key, place) -> attributes.put(key, value()));
    return attributes;
  }

  /** Hands on the name of each, and where it begins; the reader follows it. */
  void readEach(int start, Set<String> wanted, ObjIntConsumer<String> output) {
    json.moveTo(start);
    if (!json.enterArray()) {
      return;
    }
    while (json.nextElement()) {
      int place = json.position();
      if (!element.read(json)) {
        json.skipValue();
        continue;
      }
      String key = element.text(0);
      if (key != null && wanted.contains(key) && hasValue()) {
        output.accept(key, place);
      }
    }
  }

  private boolean hasValue() {
    String value = value();
    return value != null && !value.isEmpty();
  }

  private String value() {
    for (int slot = 1; slot <= 4; slot++) {
      if (element.has(slot) && isScalar(element.type(slot))) {
        return new String(
            element.buffer(), element.start(slot), element.length(slot), StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  private static boolean isScalar(byte type) {
    return type == JsonType.TEXT
        || type == JsonType.INTEGER
        || type == JsonType.DECIMAL
        || type == JsonType.TRUE
        || type == JsonType.FALSE;
  }
}
