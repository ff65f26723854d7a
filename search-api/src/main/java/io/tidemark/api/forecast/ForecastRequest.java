/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import io.tidemark.api.access.Scope;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
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

  static ParameterSet parameters(Workload workload) {
    List<String> sums =
        workload.metrics().stream().filter(Metric::addsUp).map(Metric::name).toList();
    return ParameterSet.of(
            Parameter.choice(
                "metric",
                "The metric. Only metrics that add up have forecasts.",
                sums,
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
        .and(Filters.parameters(workload.filters()));
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
            workload.metric(values.choice("metric")),
            Horizon.fromId(values.choice("horizon")),
            zone,
            LocalDate.ofInstant(clock.instant(), zone),
            values.text("group_by"),
            values.size("limit"));
    // Refuses what is too much before anything is asked.
    request.expectedAnswer(request.groupBy.isPresent() ? request.limit + 1 : 1);
    return request;
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
