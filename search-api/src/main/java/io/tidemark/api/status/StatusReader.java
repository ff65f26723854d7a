/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.status;

import io.tidemark.api.measure.Aggregations;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads answers to {@link StatusQuery}. */
final class StatusReader {

  private StatusReader() {}

  static long lateEvents(JsonNode answer) {
    return Aggregations.wholeNumber(
        answer.path("aggregations").path(StatusQuery.LATE).path("value"));
  }

  static Map<String, Long> deadLetters(JsonNode answer) {
    Map<String, Long> counts = new TreeMap<>();
    JsonNode reasons = answer.path("aggregations").path(StatusQuery.REASONS);
    for (JsonNode bucket : reasons.path("buckets")) {
      counts.put(bucket.path("key").asString(), bucket.path("doc_count").asLong());
    }
    return counts;
  }
}
