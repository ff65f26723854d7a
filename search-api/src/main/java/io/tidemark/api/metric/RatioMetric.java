/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import tools.jackson.databind.JsonNode;

/**
 * One counter divided by another: null where the divisor is 0 or either is unknown.
 *
 * @param name as in answers
 */
public record RatioMetric(String name, CountMetric part, CountMetric whole) implements Metric {

  @Override
  public void addTo(Aggregations aggregations) {
    part.addTo(aggregations);
    whole.addTo(aggregations);
  }

  @Override
  public Double read(JsonNode aggregations) {
    Long numerator = part.read(aggregations);
    Long divisor = whole.read(aggregations);
    if (numerator == null || divisor == null || divisor == 0) {
      return null;
    }
    return (double) numerator / divisor;
  }
}
