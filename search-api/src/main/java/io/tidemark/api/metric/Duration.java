/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import io.tidemark.api.metric.DurationMetric.Part;
import io.tidemark.model.histogram.BinLayout;
import tools.jackson.databind.JsonNode;

/**
 * A duration as answers show it, in milliseconds, or tokens of calls; all null when none was
 * measured.
 */
public record Duration(Double mean, Double p50, Double p90, Double p95, Double p99, Long max) {

  /** Nothing was measured. */
  public static final Duration NONE = new Duration(null, null, null, null, null, null);

  /** Adds what {@link #read} needs of a duration in milliseconds. */
  public static void addTo(Aggregations aggregations, String field) {
    for (Part part : Part.values()) {
      new DurationMetric(field, BinLayout.DURATIONS, part).addTo(aggregations);
    }
  }

  /** The metrics of {@code field}. */
  public static Duration read(JsonNode aggregations, String field, BinLayout bins) {
    long[] counts = BinMerge.read(aggregations, field, bins);
    return new Duration(
        (Double) new DurationMetric(field, bins, Part.MEAN).read(aggregations),
        new DurationMetric(field, bins, Part.P50).percentile(aggregations, counts),
        new DurationMetric(field, bins, Part.P90).percentile(aggregations, counts),
        new DurationMetric(field, bins, Part.P95).percentile(aggregations, counts),
        new DurationMetric(field, bins, Part.P99).percentile(aggregations, counts),
        (Long) new DurationMetric(field, bins, Part.MAX).read(aggregations));
  }

  /** Whether the answer holds all of its histogram, see {@link BinMerge#KEYWORDS}. */
  public static boolean isWhole(JsonNode aggregations, String field, BinLayout bins) {
    return BinMerge.isWhole(aggregations, field, bins);
  }
}
