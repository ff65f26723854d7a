/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import java.util.Map;
import java.util.TreeMap;

/** Hourly documents while an oracle adds them up. */
final class OracleDocuments {

  private final Map<String, Map<String, Object>> documents = new TreeMap<>();

  /**
   * The document of an hour and group.
   *
   * @param dimensions names and values in turns; a value may be null
   */
  Map<String, Object> at(long hour, String... dimensions) {
    Map<String, Object> key = new TreeMap<>();
    key.put("hour", SentEvent.rfc3339(hour));
    for (int i = 0; i < dimensions.length; i += 2) {
      if (dimensions[i + 1] != null) {
        key.put(dimensions[i], dimensions[i + 1]);
      }
    }
    return documents.computeIfAbsent(
        key.toString(),
        fresh -> {
          Map<String, Object> document = new TreeMap<>(key);
          document.put("window_minutes", 60L);
          return document;
        });
  }

  static void add(Map<String, Object> document, String field, long more) {
    document.merge(field, more, (a, b) -> (Long) a + (Long) b);
  }

  /** Adds a duration, or nothing when it is null. */
  static void measure(Map<String, Object> document, String field, Long millis) {
    if (millis == null) {
      return;
    }
    add(document, field + ".count", 1);
    add(document, field + ".sum", millis);
    document.merge(field + ".min", millis, (a, b) -> Math.min((Long) a, (Long) b));
    document.merge(field + ".max", millis, (a, b) -> Math.max((Long) a, (Long) b));
  }

  Map<String, Map<String, Object>> all() {
    return documents;
  }
}
