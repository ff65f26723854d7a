/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.pattern;

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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The hours of the last four weeks. */
record PatternRequest(Workload workload, Selection selection, Metric metric, ZoneId zone) {

  /** Whole weeks: every hour of the week counts as often, where all of them are kept. */
  private static final Duration LENGTH = Duration.ofDays(28);

  static ParameterSet parameters(Workload workload) {
    List<String> sums =
        workload.metrics().stream().filter(Metric::addsUp).map(Metric::name).toList();
    return ParameterSet.of(
            Parameter.choice(
                "metric",
                "The metric. Only metrics that add up have patterns.",
                sums,
                workload.mainCount().name()),
            Parameter.zone("time_zone", "Time zone of weekdays and hours."))
        .and(Filters.parameters(workload.filters()));
  }

  static PatternRequest of(
      Workload workload, ParameterValues values, Scope scope, Retention retention, Clock clock) {
    return new PatternRequest(
        workload,
        new Selection(
            scope, chooseRange(retention, clock), Filters.of(values, workload.filters(), scope)),
        workload.metric(values.choice("metric")),
        values.zone("time_zone"));
  }

  /** With shorter retention, the hours that are kept: of earlier ones nothing is known. */
  private static TimeRange chooseRange(Retention retention, Clock clock) {
    Instant end = clock.instant().truncatedTo(ChronoUnit.HOURS);
    Instant start = end.minus(LENGTH);
    Instant kept = retention.startOfHours(clock);
    Instant from = start.isBefore(kept) ? kept : start;
    // In the first hour of the only day that is kept, no hour is over.
    return new TimeRange(from, from.isBefore(end) ? end : from.plus(1, ChronoUnit.HOURS));
  }

  List<Interval.Bucket> buckets() {
    return Interval.HOUR.cut(selection.range(), zone);
  }

  ExpectedAnswer expectedAnswer() {
    Aggregations values = new Aggregations();
    metric.addTo(values);
    return ExpectedAnswer.ofPoints(
        buckets().size(),
        values.size(),
        Reduction.ofBuckets(PatternQuery.POINTS, point -> Points.reduce(point, metric::read)));
  }
}
