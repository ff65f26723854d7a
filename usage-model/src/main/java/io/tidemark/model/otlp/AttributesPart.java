/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.otlp;

import io.tidemark.model.json.JsonReader;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Attributes as {@link OtlpAttributes} reads them: those wanted, each with its value. */
public final class AttributesPart implements Part {

  private final Map<String, Part> values = new HashMap<>();

  /**
   * The attributes that are read.
   *
   * @param wanted their names
   * @param others parts of attributes that are no identifiers, by name
   */
  public AttributesPart(Set<String> wanted, Map<String, Part> others) {
    for (String name : wanted) {
      Part part = others.getOrDefault(name, Parts.identifier());
      values.put(
          name,
          Parts.object(
              Map.of(
                  "stringValue", part,
                  "intValue", part,
                  "doubleValue", part,
                  "boolValue", part)));
    }
  }

  @Override
  public void copy(Excerpt excerpt) {
    JsonReader json = excerpt.reader();
    if (!json.enterArray()) {
      Parts.nothing().copy(excerpt);
      return;
    }
    excerpt.raw("[");
    boolean first = true;
    while (json.nextElement()) {
      if (!json.enterObject()) {
        json.skipValue();
        continue;
      }
      first &= !copyElement(excerpt, first);
    }
    excerpt.raw("]");
  }

  /** The name may follow the value, so the value is passed over first. */
  private boolean copyElement(Excerpt excerpt, boolean first) {
    JsonReader json = excerpt.reader();
    String key = null;
    int value = -1;
    while (json.nextField()) {
      String name = json.text();
      if ("key".equals(name) && json.readValue()) {
        key = json.text();
      } else {
        value = "value".equals(name) ? json.position() : value;
        json.skipValue();
      }
    }
    Part part = key == null || value < 0 || json.failed() ? null : values.get(key);
    if (part == null) {
      return false;
    }
    int behind = json.position();
    json.moveTo(value);
    excerpt.raw(first ? "{\"key\":" : ",{\"key\":");
    excerpt.text(key);
    excerpt.raw(",\"value\":");
    part.copy(excerpt);
    excerpt.raw("}");
    json.continueAt(behind);
    return true;
  }
}
