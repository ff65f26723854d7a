/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.CostMetrics;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.CountMetric;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.metric.RatioMetric;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A metric that monitors can watch, over hourly documents or over records. */
public interface MonitorMetric {

  /** Decimal digits that a double keeps. */
  MathContext CERTAIN_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

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

  /** Whether it is unknown until it is {@linkplain #pricedBy priced}. */
  default boolean isMoney() {
    return false;
  }

  /** The metric by the prices of a selection; itself when it is no money. */
  default MonitorMetric pricedBy(PricedSelection priced) {
    return this;
  }

  /** Buckets of its own that a group has at most in each window. */
  default int bucketsPerGroup() {
    return 1;
  }

  /** A value of the metric of that name as answers and messages have it: money is decimal text. */
  static Number show(String metric, Double value) {
    boolean money = value != null && metric != null && CostMetric.isName(metric);
    return money ? Money.of(BigDecimal.valueOf(value).round(CERTAIN_DIGITS)) : value;
  }

  /** The metric of that name. */
  static Optional<MonitorMetric> find(Workload workload, String name, boolean ofRecords) {
    return ofRecords ? RecordMetrics.findMetric(workload, name) : HourlyMetric.find(workload, name);
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

  /** The metrics of the routes, the share of blocked calls, and cost by the current prices. */
  static List<Metric> list(Workload workload) {
    List<Metric> all = new ArrayList<>(workload.metrics());
    if (workload == Workload.MODEL_CALLS) {
      CountMetric blocked = (CountMetric) workload.metric("blocked");
      all.add(new RatioMetric("blocked_rate", blocked, workload.mainCount()));
    }
    if (CostMetric.listOf(workload).contains(CostMetric.COST)) {
      all.add(CostMetrics.metric(workload, CostMetric.COST.id()));
    }
    return all;
  }
}
