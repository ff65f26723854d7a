/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.measure;

import io.tidemark.api.measure.DurationMetric.Part;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A duration as answers show it, in milliseconds; all null when none was measured. */
public record Duration(Double mean, Double p50, Double p90, Double p95, Double p99, Long max) {

  /** Adds what {@link #read} needs. */
  public static void addTo(ObjectNode aggregations, String field) {
    for (Part part : Part.values()) {
      new DurationMetric(field, part).addTo(aggregations);
    }
  }

  /** The figures of {@code field}. */
  public static Duration read(JsonNode aggregations, String field) {
    return new Duration(
        figure(aggregations, field, Part.MEAN),
        figure(aggregations, field, Part.P50),
        figure(aggregations, field, Part.P90),
        figure(aggregations, field, Part.P95),
        figure(aggregations, field, Part.P99),
        (Long) new DurationMetric(field, Part.MAX).read(aggregations));
  }

  private static Double figure(JsonNode aggregations, String field, Part part) {
    return (Double) new DurationMetric(field, part).read(aggregations);
  }
}
