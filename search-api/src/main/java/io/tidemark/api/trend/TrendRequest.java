/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.CostMetrics;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.export.Export;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.timeseries.Interval;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.workload.Workload;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One metric over time.
 *
 * @param groupBy the dimension whose greatest values get a series each; absent: one series
 * @param limit how many series, the rest not counted
 * @param rankBy the metric that tells which values are the greatest
 */
record TrendRequest(
    Workload workload,
    Selection selection,
    Metric metric,
    Interval interval,
    ZoneId zone,
    Optional<String> groupBy,
    int limit,
    Metric rankBy) {

  /** Points that one answer may have, over all series. */
  static final int MOST_POINTS = 2_000;

  private static final long MOST_SERIES = 100;

  private static final String RANK_BY = "rank_by";

  static ParameterSet parameters(Workload workload) {
    return Selection.longParameters(workload)
        .and(Interval.PARAMETERS)
        .and(Export.PARAMETER, Export.DOWNLOAD)
        .and(
            Parameter.choice(
                "metric",
                "The metric.",
                CostMetrics.metricNames(workload),
                workload.mainCount().name()),
            Parameter.choice(
                "group_by",
                "Split by this dimension: one series per top value; the remaining values are"
                    + " combined as other.",
                workload.dimensions(),
                null),
            Parameter.count("limit", "Number of series besides other.", 10L, 5, 1, MOST_SERIES),
            Parameter.choice(
                RANK_BY,
                "The metric that tells the top values. By default the metric itself, or if it does"
                    + " not add up, "
                    + workload.mainCount().name()
                    + ".",
                CostMetrics.sumNames(workload),
                null))
        .and(CostMetrics.parametersOf(workload));
  }

  static TrendRequest of(Workload workload, ParameterValues values, Scope scope, Tiers tiers) {
    Interval interval = Interval.of(values.choice("interval"));
    ZoneId zone = values.zone("time_zone");
    Metric metric = CostMetrics.metric(workload, values.choice("metric"));
    TrendRequest request =
        new TrendRequest(
            workload,
            tiers.select(values, workload, scope, interval, zone),
            metric,
            interval,
            zone,
            values.text("group_by"),
            values.size("limit"),
            values
                .text(RANK_BY)
                .map(name -> CostMetrics.metric(workload, name))
                .orElseGet(() -> metric.addsUp() ? metric : workload.mainCount()));
    int series = request.groupBy.isPresent() ? request.limit + 1 : 1;
    if (request.buckets().size() * series > MOST_POINTS) {
      throw ProblemException.tooLarge(
          "The answer could have "
              + request.buckets().size() * series
              + " points; ask for days, a shorter range or fewer series.",
          MOST_POINTS);
    }
    // Refuses what is too much before anything is asked.
    request.expectedAnswer(series);
    return request;
  }

  /** Its metrics that are money by prices: the metric itself, and the one that ranks. */
  Optional<Metric> findMoney() {
    return Stream.of(metric, rankBy).filter(one -> CostMetric.isName(one.name())).findFirst();
  }

  /** The same request with prices, if one of its metrics is money. */
  TrendRequest pricedBy(Optional<PricedSelection> priced) {
    return priced
        .map(
            found ->
                new TrendRequest(
                    workload,
                    found.selection(),
                    pricedBy(found, metric),
                    interval,
                    zone,
                    groupBy,
                    limit,
                    pricedBy(found, rankBy)))
        .orElse(this);
  }

  private static Metric pricedBy(PricedSelection priced, Metric metric) {
    return CostMetric.isName(metric.name()) ? priced.metric(CostMetric.of(metric.name())) : metric;
  }

  /** The answer of Elasticsearch for that many series. */
  ExpectedAnswer expectedAnswer(int series) {
    Aggregations input = new Aggregations();
    metric.addTo(input);
    return ExpectedAnswer.ofPoints(
        (long) buckets().size() * series,
        input.size(),
        Reduction.ofBuckets(TrendQuery.POINTS, point -> Points.reduce(point, metric::read)));
  }

  List<Interval.Bucket> buckets() {
    return interval.cut(selection.range(), zone);
  }
}
