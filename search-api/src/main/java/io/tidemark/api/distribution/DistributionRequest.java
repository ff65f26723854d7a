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
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.workload.Workload;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The division of a metric among groups.
 *
 * @param metric a counter: only counters have shares
 * @param groupBy one or two dimensions
 * @param limit groups before the rest
 * @param further metrics that each group has besides
 * @param compares whether groups are compared with the period before
 */
record DistributionRequest(
    Workload workload,
    Selection selection,
    Metric metric,
    List<String> groupBy,
    int limit,
    List<Metric> further,
    boolean compares) {

  /** Groups that one answer may have. */
  static final long MOST_GROUPS = 1_000;

  static final String FURTHER = "further_metric";

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
            Parameter.texts(
                FURTHER,
                "A metric that each group has besides, also one that does not add up; repeat for"
                    + " several. At most "
                    + FurtherMetrics.MOST_GROUPS
                    + " groups.",
                workload.mainCount().name(),
                CostMetrics.metricNames(workload)),
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
    DistributionRequest request =
        new DistributionRequest(
            workload,
            tiers.select(values, workload, scope),
            CostMetrics.metric(workload, values.choice("metric")),
            values.choices("group_by"),
            values.size("limit"),
            values.texts(FURTHER).stream()
                .distinct()
                .map(name -> CostMetrics.metric(workload, name))
                .toList(),
            values.has("compare"));
    if (!request.further.isEmpty() && request.limit > FurtherMetrics.MOST_GROUPS) {
      throw ProblemException.tooLarge(
          "Further metrics are read for fewer groups.", FurtherMetrics.MOST_GROUPS);
    }
    return request;
  }

  /** All metrics of a group, the one that divides first. */
  List<Metric> listMetrics() {
    return Stream.concat(Stream.of(metric), further.stream()).toList();
  }

  /** Names of further metrics, without the one that divides. */
  List<String> listColumns() {
    return further.stream().map(Metric::name).filter(name -> !name.equals(metric.name())).toList();
  }

  /** The same request with prices, if one of its metrics is money. */
  DistributionRequest pricedBy(Optional<PricedSelection> priced) {
    return priced
        .map(
            found ->
                new DistributionRequest(
                    workload,
                    found.selection(),
                    pricedBy(found, metric),
                    groupBy,
                    limit,
                    further.stream().map(one -> pricedBy(found, one)).toList(),
                    compares))
        .orElse(this);
  }

  private static Metric pricedBy(PricedSelection priced, Metric metric) {
    return CostMetric.isName(metric.name()) ? priced.metric(CostMetric.of(metric.name())) : metric;
  }
}
