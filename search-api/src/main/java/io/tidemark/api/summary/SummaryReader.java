/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import io.tidemark.api.metric.Duration;
import io.tidemark.api.metric.DurationMetric;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.schema.Measure;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads answers to {@link SummaryQuery}. */
final class SummaryReader {

  private SummaryReader() {}

  /** Whether nothing is missing from any histogram. */
  static boolean isWhole(Workload workload, JsonNode answer) {
    JsonNode aggregations = answer.path("aggregations");
    return workload.histograms().stream()
        .allMatch(measure -> Duration.isWhole(aggregations, measure.name(), measure.binLayout()));
  }

  /** All metrics by name; a duration is one member with its statistics. */
  static Map<String, Object> readAnswer(Workload workload, JsonNode answer) {
    JsonNode aggregations = answer.path("aggregations");
    Map<String, Object> metrics = new LinkedHashMap<>();
    for (Metric metric : workload.metrics()) {
      if (!(metric instanceof DurationMetric)) {
        metrics.put(metric.name(), metric.read(aggregations));
      }
    }
    for (Measure measure : workload.histograms()) {
      String name = measure.name();
      metrics.put(name, Duration.read(aggregations, name, measure.binLayout()));
    }
    return metrics;
  }
}
