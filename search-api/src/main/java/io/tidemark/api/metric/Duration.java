/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import io.tidemark.api.metric.DurationMetric.Part;
import tools.jackson.databind.JsonNode;

/** A duration as answers show it, in milliseconds; all null when none was measured. */
public record Duration(Double mean, Double p50, Double p90, Double p95, Double p99, Long max) {

  /** Nothing was measured. */
  public static final Duration NONE = new Duration(null, null, null, null, null, null);

  /** Adds what {@link #read} needs. */
  public static void addTo(Aggregations aggregations, String field) {
    for (Part part : Part.values()) {
      new DurationMetric(field, part).addTo(aggregations);
    }
  }

  /** The figures of {@code field}. */
  public static Duration read(JsonNode aggregations, String field) {
    long[] counts = BinMerge.read(aggregations, field);
    return new Duration(
        (Double) new DurationMetric(field, Part.MEAN).read(aggregations),
        new DurationMetric(field, Part.P50).percentile(aggregations, counts),
        new DurationMetric(field, Part.P90).percentile(aggregations, counts),
        new DurationMetric(field, Part.P95).percentile(aggregations, counts),
        new DurationMetric(field, Part.P99).percentile(aggregations, counts),
        (Long) new DurationMetric(field, Part.MAX).read(aggregations));
  }

  /** Whether the answer holds all of its histogram, see {@link BinMerge#KEYWORDS}. */
  public static boolean isWhole(JsonNode aggregations, String field) {
    return BinMerge.isWhole(aggregations, field);
  }
}
