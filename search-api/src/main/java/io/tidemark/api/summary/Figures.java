/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import io.tidemark.api.measure.Duration;
import io.tidemark.api.pipeline.Pipeline;
import tools.jackson.databind.JsonNode;

/** Reads the figures of one summary by name. */
record Figures(Pipeline pipeline, JsonNode aggregations) {

  static Figures of(Pipeline pipeline, JsonNode answer) {
    return new Figures(pipeline, answer.path("aggregations"));
  }

  /** Whether nothing is missing from any histogram. */
  boolean areWhole() {
    return pipeline.durations().stream().allMatch(field -> Duration.isWhole(aggregations, field));
  }

  Long count(String name) {
    return (Long) pipeline.metric(name).read(aggregations);
  }

  Double ratio(String name) {
    return (Double) pipeline.metric(name).read(aggregations);
  }

  Duration duration(String field) {
    return Duration.read(aggregations, field);
  }
}
