/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.metric.Metric;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.workload.Workload;
import java.util.List;
import java.util.stream.Stream;

/** The metrics of money of workloads, next to their other metrics. */
public final class CostMetrics {

  private CostMetrics() {}

  /** The parameters of routes with metrics of money. */
  public static List<Parameter> parametersOf(Workload workload) {
    return CostMetric.listOf(workload).isEmpty() ? List.of() : List.of(Costs.PRICES_AS_OF);
  }

  /** The names of all metrics of a workload, those of money last. */
  public static List<String> metricNames(Workload workload) {
    return Stream.concat(workload.metrics().stream(), listMetrics(workload).stream())
        .map(Metric::name)
        .toList();
  }

  /** The names of the metrics of a workload that add up, those of money last. */
  public static List<String> sumNames(Workload workload) {
    return Stream.concat(workload.metrics().stream(), listMetrics(workload).stream())
        .filter(Metric::addsUp)
        .map(Metric::name)
        .toList();
  }

  /** The metrics of money of a workload, unknown until they are {@linkplain Costs#price priced}. */
  public static List<Metric> listMetrics(Workload workload) {
    return Stream.concat(
            CostMetric.listOf(workload).stream().map(CostMetric::createUnknown),
            ReportedCost.isOf(workload) ? Stream.of(ReportedCost.createMetric()) : Stream.of())
        .toList();
  }

  /** The metric of a name; one of money is unknown until it is {@linkplain Costs#price priced}. */
  public static Metric metric(Workload workload, String name) {
    if (name.equals(ReportedCost.NAME)) {
      return ReportedCost.createMetric();
    }
    return CostMetric.isName(name) ? CostMetric.of(name).createUnknown() : workload.metric(name);
  }
}
