/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.status;

import io.tidemark.api.metric.Aggregations;
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

  /** The outcomes of events, by the name of the pipeline. */
  static Map<String, Status.EventCounts> readEvents(JsonNode answer) {
    Map<String, Status.EventCounts> counts = new TreeMap<>();
    JsonNode pipelines = answer.path("aggregations").path(StatusQuery.PIPELINES);
    for (JsonNode bucket : pipelines.path("buckets")) {
      counts.put(
          bucket.path("key").asString(),
          new Status.EventCounts(
              sum(bucket, StatusQuery.COUNTED),
              sum(bucket, StatusQuery.DUPLICATES),
              sum(bucket, StatusQuery.CONFLICTING)));
    }
    return counts;
  }

  private static long sum(JsonNode bucket, String name) {
    return Aggregations.wholeNumber(bucket.path(name).path("value"));
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
