/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.metric.PricedMetric;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Retention;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.timeseries.Interval;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
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

  /** Digits of expected amounts after the point: parts of a cent. */
  private static final int MONEY_DIGITS = 4;

  static ParameterSet parameters(Workload workload) {
    return ParameterSet.of(
            Parameter.choice(
                "metric",
                "The metric. Only metrics that add up have forecasts.",
                Costs.sumNames(workload),
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
        .and(Costs.parametersOf(workload));
  }

  static ForecastRequest of(Workload workload, ParameterValues values, Scope scope, Clock clock) {
    TimeRange kept =
        new TimeRange(
            Retention.start(clock),
            clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS));
    ZoneId zone = values.zone("time_zone");
    ForecastRequest request =
        new ForecastRequest(
            workload,
            new Selection(scope, kept, Filters.of(values, workload.filters(), scope)),
            Costs.metric(workload, values.choice("metric")),
            Horizon.fromId(values.choice("horizon")),
            zone,
            LocalDate.ofInstant(clock.instant(), zone),
            values.text("group_by"),
            values.size("limit"));
    // Refuses what is too much before anything is asked.
    request.expectedAnswer(request.groupBy.isPresent() ? request.limit + 1 : 1);
    return request;
  }

  /** The same request with prices, if its metric is money. */
  ForecastRequest pricedBy(Optional<PricedSelection> priced) {
    return priced
        .map(
            found ->
                new ForecastRequest(
                    workload,
                    selection,
                    found.metric(CostMetric.of(metric.name())),
                    horizon,
                    zone,
                    today,
                    groupBy,
                    limit))
        .orElse(this);
  }

  /** A value of the metric as answers have it: money is decimal text, other values are whole. */
  Number show(double value) {
    return metric instanceof PricedMetric
        ? Money.of(BigDecimal.valueOf(value).setScale(MONEY_DIGITS, RoundingMode.HALF_EVEN))
        : Long.valueOf(Math.round(value));
  }

  List<Interval.Bucket> buckets() {
    return Interval.DAY.cut(selection.range(), zone);
  }

  ExpectedAnswer expectedAnswer(int series) {
    Aggregations values = new Aggregations();
    metric.addTo(values);
    return ExpectedAnswer.ofPoints(
        (long) buckets().size() * series,
        values.size(),
        Reduction.ofBuckets(ForecastQuery.POINTS, point -> Points.reduce(point, metric::read)));
  }
}
