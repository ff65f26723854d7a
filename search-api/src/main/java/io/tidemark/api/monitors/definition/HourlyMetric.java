/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.PricedSelection;
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
    // A price is never negative: usage that arrives makes cost larger.
    return metric instanceof CountMetric || isMoney();
  }

  @Override
  public boolean isMoney() {
    return CostMetric.isName(metric.name());
  }

  @Override
  public MonitorMetric pricedBy(PricedSelection priced) {
    return isMoney() ? new HourlyMetric(priced.metric(CostMetric.of(metric.name()))) : this;
  }

  @Override
  public int bucketsPerGroup() {
    return metric.bucketsPerGroup();
  }

  @Override
  public boolean isShare() {
    return metric instanceof RatioMetric;
  }
}
