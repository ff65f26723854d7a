/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import io.tidemark.api.metric.Duration;
import io.tidemark.api.workload.Workload;
import tools.jackson.databind.JsonNode;

/** Reads the figures of one summary by name. */
record Figures(Workload workload, JsonNode aggregations) {

  static Figures of(Workload workload, JsonNode answer) {
    return new Figures(workload, answer.path("aggregations"));
  }

  /** Whether nothing is missing from any histogram. */
  boolean areWhole() {
    return workload.durations().stream().allMatch(field -> Duration.isWhole(aggregations, field));
  }

  Long count(String name) {
    return (Long) workload.metric(name).read(aggregations);
  }

  Double ratio(String name) {
    return (Double) workload.metric(name).read(aggregations);
  }

  Duration duration(String field) {
    return Duration.read(aggregations, field);
  }
}
