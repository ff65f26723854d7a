/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import tools.jackson.databind.JsonNode;

/**
 * Whole seconds of a time that documents hold in milliseconds, so that many short times add up.
 * Documents of earlier builds hold each hour in whole seconds.
 *
 * @param name also the field of earlier builds
 * @param millisField the field in milliseconds, which documents have instead
 */
public record SecondsMetric(String name, String millisField) implements Metric {

  private static final double MILLIS = 1_000;

  @Override
  public void addTo(Aggregations aggregations) {
    aggregations.addStats(name, name);
    aggregations.addStats(millisField, millisField);
  }

  @Override
  public Long read(JsonNode aggregations) {
    return showExact(readExact(aggregations));
  }

  /** In milliseconds. */
  @Override
  public Long readExact(JsonNode aggregations) {
    JsonNode seconds = aggregations.path(name);
    JsonNode millis = aggregations.path(millisField);
    if (seconds.path("count").asLong(0) + millis.path("count").asLong(0) == 0) {
      return null;
    }
    return Math.round(seconds.path("sum").asDouble(0) * MILLIS + millis.path("sum").asDouble(0));
  }

  @Override
  public Long showExact(Number exact) {
    return exact == null ? null : Long.valueOf(Math.round(exact.longValue() / MILLIS));
  }

  @Override
  public Long ofNothing(boolean reported) {
    return reported ? Long.valueOf(0) : null;
  }

  @Override
  public boolean addsUp() {
    return true;
  }
}
