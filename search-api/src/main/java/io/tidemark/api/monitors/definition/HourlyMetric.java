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
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A metric of the routes, over hourly documents. */
record HourlyMetric(Metric metric) implements MonitorMetric {

  static Optional<MonitorMetric> find(Workload workload, String name) {
    return MonitorMetric.list(workload).stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .map(HourlyMetric::new);
  }

  @Override
  public String name() {
    return metric.name();
  }

  @Override
  public void addTo(Aggregations aggregations) {
    metric.addTo(aggregations);
  }

  @Override
  public Double read(JsonNode bucket) {
    Number value = metric.read(bucket);
    return value == null ? null : Double.valueOf(value.doubleValue());
  }

  @Override
  public boolean addsUp() {
    return metric.addsUp();
  }

  @Override
  public boolean onlyGrows() {
    return metric instanceof CountMetric;
  }

  @Override
  public boolean isShare() {
    return metric instanceof RatioMetric;
  }
}
