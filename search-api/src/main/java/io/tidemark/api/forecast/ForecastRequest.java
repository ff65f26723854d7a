/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.CostMetrics;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.metric.PricedMetric;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Retention;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.timeseries.Interval;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A forecast from all days that are kept.
 *
 * @param selection the history
 * @param today in the time zone of the request
 * @param groupBy the dimension whose greatest values get a forecast each
 * @param limit how many
 */
record ForecastRequest(
    Workload workload,
    Selection selection,
    Metric metric,
    Horizon horizon,
    ZoneId zone,
    LocalDate today,
    Optional<String> groupBy,
    int limit) {

  private static final long MOST_GROUPS = 50;

  /** Buckets that Elasticsearch may make for one answer; it allows 65,536. */
  private static final long MOST_BUCKETS = 50_000;

  /** Digits of expected amounts after the point: parts of a cent. */
  private static final int MONEY_DIGITS = 4;

  static ParameterSet parameters(Workload workload) {
    return ParameterSet.of(
            Parameter.choice(
                "metric",
                "The metric. Only metrics that add up have forecasts.",
                CostMetrics.sumNames(workload),
                workload.mainCount().name()),
            Parameter.choice(
                "horizon",
                "The days that the forecast is about, as local days: the next seven, the calendar"
                    + " month, the month or the quarter after it.",
                Horizon.listIds(),
                Horizon.SEVEN_DAYS.id()),
            Parameter.zone("time_zone", "Time zone of the days."),
            Parameter.choice(
                "group_by",
                "A forecast for each of the greatest values of this dimension as well.",
                workload.dimensions(),
                null),
            Parameter.count("limit", "Number of values with a forecast.", 5L, 5, 1, MOST_GROUPS))
        .and(Filters.parameters(workload.filters()))
        .and(CostMetrics.parametersOf(workload));
  }

  static ForecastRequest of(
      Workload workload, ParameterValues values, Scope scope, Tiers tiers, Clock clock) {
    ZoneId zone = values.zone("time_zone");
    return new ForecastRequest(
        workload,
        tiers.selectHistory(values, workload, scope, zone),
        CostMetrics.metric(workload, values.choice("metric")),
        Horizon.fromId(values.choice("horizon")),
        zone,
        LocalDate.ofInstant(clock.instant(), zone),
        values.text("group_by"),
        values.size("limit"));
  }

  /** The same request with prices, if its metric is money. */
  ForecastRequest pricedBy(Optional<PricedSelection> priced) {
    return priced
        .map(found -> with(found.selection(), found.metric(CostMetric.of(metric.name()))))
        .orElse(this);
  }

  private ForecastRequest with(Selection other, Metric priced) {
    return new ForecastRequest(workload, other, priced, horizon, zone, today, groupBy, limit);
  }

  /** Whether the history is longer than hours are kept without a setting. */
  boolean isLong() {
    return selection.range().from().isBefore(startOf(Retention.DAYS));
  }

  /** The same without what lies before the last 30 days. */
  ForecastRequest recent() {
    return since(Retention.DAYS);
  }

  /**
   * The same with a history that fits into one answer. Many groups, or costs of many models, leave
   * fewer days to each, but not less than 30.
   */
  ForecastRequest fit() {
    Aggregations values = new Aggregations();
    metric.addTo(values);
    long series = groupBy.isPresent() ? limit + 1L : 1L;
    long days =
        Math.min(
            MOST_BUCKETS / (series * metric.bucketsPerGroup()),
            ExpectedAnswer.MOST_VALUES / (series * Math.max(1, values.size())));
    return since(Math.max(Retention.DAYS, days));
  }

  /** The same without what lies before the last days, today included. */
  private ForecastRequest since(long days) {
    return startingAt(startOf(days));
  }

  /** The same without what lies before the start of a day. */
  ForecastRequest startingAt(Instant start) {
    boolean within =
        selection.range().from().isBefore(start) && start.isBefore(selection.range().to());
    return within ? with(selection.since(start), metric) : this;
  }

  private Instant startOf(long days) {
    return today.minusDays(days - 1).atStartOfDay(zone).toInstant();
  }

  /** A value of the metric as answers have it: money is decimal text, other values are whole. */
  Number showValue(double value) {
    return metric instanceof PricedMetric
        ? Money.of(BigDecimal.valueOf(value).setScale(MONEY_DIGITS, RoundingMode.HALF_EVEN))
        : Long.valueOf(Math.round(value));
  }

  List<Interval.Bucket> buckets() {
    return Interval.DAY.cut(selection.range(), zone);
  }

  ExpectedAnswer expectedAnswer(int days, int series) {
    Aggregations values = new Aggregations();
    metric.addTo(values);
    return ExpectedAnswer.ofPoints(
        (long) days * series,
        values.size(),
        Reduction.ofBuckets(ForecastQuery.POINTS, point -> Points.reduce(point, metric::read)));
  }
}
