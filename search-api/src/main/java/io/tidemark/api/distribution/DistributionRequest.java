/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.CostMetrics;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.export.Export;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.workload.Workload;
import java.util.List;
import java.util.Optional;

/**
 * The division of a metric among groups.
 *
 * @param metric a counter: only counters have shares
 * @param groupBy one or two dimensions
 * @param limit groups before the rest
 * @param compares whether groups are compared with the period before
 */
record DistributionRequest(
    Workload workload,
    Selection selection,
    Metric metric,
    List<String> groupBy,
    int limit,
    boolean compares) {

  /** Groups that one answer may have. */
  static final long MOST_GROUPS = 1_000;

  static ParameterSet parameters(Workload workload) {
    return Selection.longParameters(workload)
        .and(
            Parameter.choice(
                "metric",
                "The metric. Only metrics that add up have shares.",
                CostMetrics.sumNames(workload),
                workload.mainCount().name()),
            Parameter.choices(
                "group_by",
                "One dimension, or two comma-separated dimensions.",
                workload.dimensions(),
                workload.defaultGroup()),
            Parameter.count("limit", "Number of groups besides other.", 20L, 5, 1, MOST_GROUPS),
            Parameter.choice(
                "compare",
                "Adds value, rank and change of each group between two periods of equal length: the"
                    + " final hours of the range, and as many hours before the range; and the"
                    + " groups that are gone.",
                List.of("previous"),
                null),
            Export.PARAMETER,
            Export.DOWNLOAD)
        .and(CostMetrics.parametersOf(workload));
  }

  static DistributionRequest of(
      Workload workload, ParameterValues values, Scope scope, Tiers tiers) {
    return new DistributionRequest(
        workload,
        tiers.select(values, workload, scope),
        CostMetrics.metric(workload, values.choice("metric")),
        values.choices("group_by"),
        values.size("limit"),
        values.has("compare"));
  }

  /** The same request with prices, if its metric is money. */
  DistributionRequest pricedBy(Optional<PricedSelection> priced) {
    return priced
        .map(
            found ->
                new DistributionRequest(
                    workload,
                    found.selection(),
                    found.metric(CostMetric.of(metric.name())),
                    groupBy,
                    limit,
                    compares))
        .orElse(this);
  }
}
