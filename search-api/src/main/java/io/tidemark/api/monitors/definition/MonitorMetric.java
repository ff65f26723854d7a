/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.CountMetric;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.metric.RatioMetric;
import io.tidemark.api.workload.Workload;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A metric that monitors can watch, over hourly documents or over records. */
public interface MonitorMetric {

  /** As in requests and answers. */
  String name();

  /** Adds the aggregations that it needs. */
  void addTo(Aggregations aggregations);

  /** The value of a bucket with documents; null if they do not know it. */
  Double read(JsonNode bucket);

  /** Whether values of parts add up to that of the whole. */
  boolean addsUp();

  /** Whether events that arrive make it larger and never smaller. */
  boolean onlyGrows();

  /** Whether it lies between 0 and 1. */
  default boolean isShare() {
    return false;
  }

  /** The metric of that name. */
  static Optional<MonitorMetric> find(Workload workload, String name, boolean ofRecords) {
    return ofRecords ? RecordMetrics.find(workload, name) : HourlyMetric.find(workload, name);
  }

  /**
   * The metric of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static MonitorMetric of(Workload workload, String name, boolean ofRecords) {
    return find(workload, name, ofRecords)
        .orElseThrow(
            () -> new IllegalArgumentException("no metric of " + workload.id() + ": " + name));
  }

  /** Names of all metrics, in the order of the schema. */
  static List<String> names(Workload workload, boolean ofRecords) {
    return list(workload).stream()
        .map(Metric::name)
        .filter(name -> find(workload, name, ofRecords).isPresent())
        .toList();
  }

  /** The metrics of the routes, and the share of blocked calls. */
  static List<Metric> list(Workload workload) {
    if (workload != Workload.MODEL_CALLS) {
      return workload.metrics();
    }
    CountMetric blocked = (CountMetric) workload.metric("blocked");
    return Stream.concat(
            workload.metrics().stream(),
            Stream.of(new RatioMetric("blocked_rate", blocked, workload.mainCount())))
        .toList();
  }
}
