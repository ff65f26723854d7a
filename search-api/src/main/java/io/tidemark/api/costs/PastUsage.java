/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.access.Scope;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.Retention;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Filters.Filter;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.statistics.Statistics;
import io.tidemark.api.timeseries.Interval;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.workload.Workload;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Usage of a model or workflow on the days that are kept, from which estimates take medians. */
@Component
class PastUsage {

  private static final String SUCCEEDED = "succeeded";

  /** Counts of calls without any tokens, and of runs without a run time. */
  private static final Map<Workload, String> UNKNOWN =
      Map.of(
          Workload.MODEL_CALLS, "calls_without_usage", Workload.COMFYUI, "runs_without_duration");

  private final UsageStore store;
  private final Retention retention;
  private final Clock clock;

  PastUsage(UsageStore store, Retention retention, Clock clock) {
    this.store = store;
    this.retention = retention;
    this.clock = clock;
  }

  /**
   * The usage of one day.
   *
   * @param usable calls or runs that succeeded, or those with known usage if they are more
   * @param known those with known usage; that of others is unknown, and not 0
   * @param sums by field
   */
  record Day(long usable, long known, Map<String, Long> sums) {}

  /** The days with usage. */
  record Days(List<Day> days) {

    /** The median of a day's calls or runs; empty without usage. */
    Optional<Long> medianCount() {
      return median(days.stream().map(day -> (double) day.usable()).toList());
    }

    /** The median of the day's mean of a field per call or run with known usage; may be empty. */
    Optional<Long> medianMean(String field) {
      return median(
          days.stream()
              .filter(day -> day.known() > 0)
              .map(day -> (double) day.sums().get(field) / day.known())
              .toList());
    }

    private static Optional<Long> median(List<Double> values) {
      return values.isEmpty()
          ? Optional.empty()
          : Optional.of(Math.round(Statistics.median(values)));
    }
  }

  /** The last 30 days, as far as their hours are kept, and the running hour. */
  TimeRange keptRange() {
    Instant end = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    Instant kept = retention.startOfHours(clock);
    Instant start = Retention.start(clock);
    return new TimeRange(start.isBefore(kept) ? kept : start, end);
  }

  /** The usage that the caller may see, with one value of each filter. */
  Days readDays(Scope scope, Workload workload, Map<String, String> filters, List<String> fields) {
    TimeRange range = keptRange();
    List<Filter> kept = new ArrayList<>();
    filters.forEach((field, value) -> kept.add(new Filter(field, List.of(value))));
    Selection selection = new Selection(scope, range, new Filters(kept, List.of()));
    String count = workload.mainCount().field();
    Aggregations sums = new Aggregations();
    Stream.of(count, SUCCEEDED, UNKNOWN.get(workload)).forEach(field -> sums.addSum(field, field));
    fields.forEach(field -> sums.addSum(field, field));
    List<Interval.Bucket> days = Interval.DAY.cut(range, ZoneOffset.UTC);
    JsonNode found =
        store.search(
            scope,
            workload.hourly(),
            range,
            Search.aggregate(
                selection.hourlyQuery(),
                Map.of("days", Points.aggregation(Interval.DAY, days, sums))));
    List<Day> read = new ArrayList<>();
    boolean today = false;
    for (JsonNode day : found.path("aggregations").path("days").path("buckets")) {
      Map<String, Long> values = new HashMap<>();
      sums.byName()
          .keySet()
          .forEach(
              field -> values.put(field, Aggregations.wholeNumber(day.path(field).path("value"))));
      today = values.get(count) > 0;
      if (today) {
        long known = values.get(count) - values.get(UNKNOWN.get(workload));
        read.add(new Day(Math.max(values.get(SUCCEEDED), known), known, values));
      }
    }
    // The running day has fewer calls than a day, which is better than to know of none.
    if (today && read.size() > 1) {
      read.remove(read.size() - 1);
    }
    return new Days(read);
  }
}
