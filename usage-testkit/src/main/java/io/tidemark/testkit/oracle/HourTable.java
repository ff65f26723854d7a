/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Hourly documents of a family while an oracle adds them up. */
final class HourTable {

  private final List<String> dimensions;
  private final List<String> counts;
  private final Map<String, Map<String, Object>> documents = new TreeMap<>();

  /**
   * @param dimensions of the family
   * @param counts that each document has, also when they are 0
   */
  HourTable(List<String> dimensions, List<String> counts) {
    this.dimensions = dimensions;
    this.counts = counts;
  }

  /**
   * The document of an hour and a group.
   *
   * @param valueOf a dimension's value, or null
   */
  Map<String, Object> at(long time, UnaryOperator<String> valueOf) {
    Map<String, Object> key = new TreeMap<>();
    key.put("hour", Event.rfc3339(Event.hourOf(time)));
    for (String dimension : dimensions) {
      String value = valueOf.apply(dimension);
      if (value != null) {
        key.put(dimension, value);
      }
    }
    return documents.computeIfAbsent(
        key.toString(),
        first -> {
          Map<String, Object> document = new TreeMap<>(key);
          document.put("window_minutes", 60L);
          counts.forEach(count -> document.put(count, 0L));
          return document;
        });
  }

  Map<String, Map<String, Object>> documents() {
    return documents;
  }
}
