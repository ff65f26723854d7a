/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.costs.CostTrendAnswer.Kind;
import io.tidemark.api.costs.CostTrendAnswer.Point;
import io.tidemark.api.costs.CostTrendAnswer.Series;
import io.tidemark.api.costs.DepartmentUsage.Reading;
import io.tidemark.api.departments.DepartmentFilter;
import io.tidemark.api.departments.DepartmentRules;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.timeseries.Interval.Bucket;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.FixedCost;
import io.tidemark.model.pricing.Money;
import io.tidemark.model.pricing.Pool;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The costs of departments over time. */
@Component
class DepartmentTrend {

  private static final String POINTS = "points";

  private final DepartmentCosts costs;
  private final DepartmentUsage usage;

  DepartmentTrend(DepartmentCosts costs, DepartmentUsage usage) {
    this.costs = costs;
    this.usage = usage;
  }

  /**
   * Series of departments, then one for each fixed cost and pool.
   *
   * @param account the usage of all departments
   */
  List<Series> readSeries(
      CostTrendRequest request,
      AccountSource.Account account,
      DepartmentRules rules,
      List<AgentUsage> agents) {
    DepartmentFilter shown = request.selection().departments();
    List<String> all =
        costs.listRows(account, rules, agents, shown).stream()
            .filter(row -> row.kind() == DepartmentRow.Kind.usage)
            .map(DepartmentRow::department)
            .filter(department -> !department.equals(Allocations.UNALLOCATED))
            .toList();
    List<String> keys = new ArrayList<>(all.subList(0, Math.min(all.size(), request.limit())));
    boolean rest = all.size() > keys.size();
    if (shown.accepts(Allocations.UNALLOCATED)) {
      keys.add(Allocations.UNALLOCATED);
    }
    CostPoints points = new CostPoints(request.buckets(), keys);
    account
        .parts()
        .forEach(
            part ->
                addAll(
                    points,
                    request,
                    rules,
                    part.workload(),
                    part.priced().selection(),
                    part.priced().metric(CostMetric.COST)));
    agents.forEach(
        found ->
            addAll(points, request, rules, found.workload(), found.selection(), found.metric()));
    List<Series> series = new ArrayList<>(points.listSeries(account.coverage(), true, rest));
    if (shown.isEmpty()) {
      addFixed(series, request, account, rules);
    }
    return series;
  }

  private void addAll(
      CostPoints points,
      CostTrendRequest request,
      DepartmentRules rules,
      Workload workload,
      Selection selection,
      Metric metric) {
    Aggregations input = new Aggregations();
    metric.addTo(input);
    Aggregations values =
        new Aggregations()
            .add(POINTS, Points.aggregation(request.interval(), request.buckets(), input));
    usage.readUsage(
        workload,
        selection,
        rules.allocations(),
        new Reading(
            values,
            request.buckets().size() * metric.bucketsPerGroup(),
            Reduction.ofBuckets(POINTS, point -> Points.reduce(point, metric::read))),
        (shares, bucket) -> {
          List<JsonNode> found = Points.read(request.buckets(), bucket.path(POINTS));
          for (int i = 0; i < found.size(); i++) {
            if (!found.get(i).isMissingNode()) {
              int position = i;
              DepartmentCosts.shareAmount((Money) Points.readValue(found.get(i)), shares)
                  .forEach(
                      (department, part) -> {
                        if (request.selection().departments().accepts(department)) {
                          points.addValue(department, position, part);
                        }
                      });
            }
          }
        });
  }

  private static void addFixed(
      List<Series> series,
      CostTrendRequest request,
      AccountSource.Account account,
      DepartmentRules rules) {
    if (!FixedRows.belongTo(account.selection())) {
      return;
    }
    for (FixedCost cost : rules.fixedCosts()) {
      series.add(
          new Series(
              Kind.fixed_cost,
              cost.name(),
              request.buckets().stream()
                  .map(bucket -> new Point(bucket.time(), computePart(cost, account, bucket)))
                  .toList()));
    }
    if (!FixedRows.hasWindows(account)) {
      return;
    }
    for (Pool pool : rules.pools()) {
      series.add(
          new Series(
              Kind.pool,
              pool.name(),
              request.buckets().stream()
                  .map(bucket -> new Point(bucket.time(), computeCost(pool, account, bucket)))
                  .toList()));
    }
  }

  /** The cost of the range until the end of a point, less what it costs until its start. */
  private static Money computePart(FixedCost cost, AccountSource.Account account, Bucket bucket) {
    TimeRange point = new TimeRange(bucket.from(), bucket.to());
    if (FixedRows.amountOf(cost, account, point).isEmpty()) {
      return null;
    }
    Optional<BigDecimal> until = findUntil(cost, account, bucket.to());
    Optional<BigDecimal> before = findUntil(cost, account, bucket.from());
    return Money.of(until.map(sum -> sum.subtract(before.orElse(BigDecimal.ZERO))).orElse(null));
  }

  private static Optional<BigDecimal> findUntil(
      FixedCost cost, AccountSource.Account account, Instant end) {
    TimeRange range = account.selection().range();
    return range.from().isBefore(end)
        ? FixedRows.amountOf(cost, account, new TimeRange(range.from(), end))
        : Optional.of(BigDecimal.ZERO);
  }

  private static Money computeCost(Pool pool, AccountSource.Account account, Bucket bucket) {
    return Money.of(
        FixedRows.costOf(pool, account.prices(), new TimeRange(bucket.from(), bucket.to()))
            .orElse(null));
  }
}
