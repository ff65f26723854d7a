/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.timeseries;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.DateHistogramAggregation;
import co.elastic.clients.elasticsearch._types.aggregations.DateRangeExpression;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.api.request.TieredRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.timeseries.Interval.Bucket;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/** Values per point of time: the aggregation, and reading it without holes. */
public final class Points {

  /** Under this name {@link #coarsestWindow} puts its aggregation. */
  public static final String COARSEST_WINDOW = "window_minutes";

  private static final long DEFAULT_WINDOW_MINUTES = 60;
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private static final String HOUR = "hour";
  private static final String DAY = "day";
  private static final String FROM = "from";
  private static final String DOCUMENTS = "doc_count";
  private static final String VALUE = "value";

  private Points() {}

  /** Computes {@code values} for each point that has documents. */
  public static Aggregation aggregation(
      Interval interval, List<Bucket> buckets, Aggregations values) {
    return aggregation(HOUR, interval, buckets, values);
  }

  /** The same for documents with the time in {@code field}. */
  public static Aggregation aggregation(
      String field, Interval interval, List<Bucket> buckets, Aggregations values) {
    return Aggregation.of(
        aggregation ->
            (interval == Interval.HOUR
                    ? aggregation.dateHistogram(hours -> cutHours(hours.field(field), buckets))
                    // The days are cut here, not by the cluster: its zone rules may be older.
                    : aggregation.dateRange(
                        days ->
                            days.field(field)
                                .format("epoch_millis")
                                .ranges(buckets.stream().map(Points::createRange).toList())))
                .aggregations(values.byName()));
  }

  /** Days of some zones begin inside of an hour of UTC, and so do ranges that begin with them. */
  private static DateHistogramAggregation.Builder cutHours(
      DateHistogramAggregation.Builder hours, List<Bucket> buckets) {
    hours.fixedInterval(t -> t.time("1h")).minDocCount(1);
    long offset = Math.floorMod(buckets.get(0).from().toEpochMilli(), HOUR_MILLIS);
    return offset == 0 ? hours : hours.offset(t -> t.time(offset + "ms"));
  }

  private static DateRangeExpression createRange(Bucket day) {
    return DateRangeExpression.of(
        range ->
            range
                .from(at -> at.value((double) day.from().toEpochMilli()))
                .to(at -> at.value((double) day.to().toEpochMilli())));
  }

  /** Adds the longest window among the documents, which {@link #exactDays} needs. */
  public static void coarsestWindow(Aggregations aggregations) {
    aggregations.addMax(COARSEST_WINDOW, COARSEST_WINDOW);
  }

  /** As above among hourly documents alone. */
  public static void addLongestWindow(Aggregations aggregations, TieredRange tiers) {
    if (tiers.isHourly()) {
      coarsestWindow(aggregations);
      return;
    }
    Aggregations longest = new Aggregations();
    coarsestWindow(longest);
    aggregations.add(
        COARSEST_WINDOW,
        Aggregation.of(
            aggregation ->
                aggregation.filter(Queries.missing(DAY)).aggregations(longest.byName())));
  }

  /** The minutes of {@link #addLongestWindow}; those of an hour where there are no documents. */
  public static long longestWindow(JsonNode aggregations) {
    JsonNode longest = aggregations.path(COARSEST_WINDOW);
    JsonNode window =
        longest.has(COARSEST_WINDOW)
            ? longest.path(COARSEST_WINDOW).path("value")
            : longest.path("value");
    return window.isNumber() ? Aggregations.wholeNumber(window) : DEFAULT_WINDOW_MINUTES;
  }

  /**
   * Makes less of one point of {@link #aggregation}: its value in place of the numbers from which
   * it is made.
   */
  public static JsonNode reduce(JsonNode point, Function<JsonNode, Object> reader) {
    ObjectNode less = JsonNodeFactory.instance.objectNode();
    less.set(FROM, point.path(FROM).isMissingNode() ? point.path("key") : point.path(FROM));
    less.set(DOCUMENTS, point.path(DOCUMENTS));
    less.set(VALUE, JsonNodeFactory.instance.pojoNode(reader.apply(point)));
    return less;
  }

  /** The value of a reduced point; null where there are no documents. */
  public static Object readValue(JsonNode reduced) {
    return reduced.path(VALUE) instanceof POJONode value ? value.getPojo() : null;
  }

  /** The reduced part of {@code found} for each bucket; missing where there are no documents. */
  public static List<JsonNode> read(List<Bucket> buckets, JsonNode found) {
    Map<Long, JsonNode> byStart = new HashMap<>();
    for (JsonNode part : found.path("buckets")) {
      byStart.put(part.path(FROM).asLong(), part);
    }
    List<JsonNode> parts = new ArrayList<>();
    for (Bucket bucket : buckets) {
      JsonNode part = byStart.get(bucket.from().toEpochMilli());
      boolean empty = part == null || part.path(DOCUMENTS).asLong() == 0;
      parts.add(empty ? MissingNode.getInstance() : part);
    }
    return parts;
  }

  /**
   * Whether every midnight within the range falls between two windows, or between two days of daily
   * documents.
   */
  public static boolean exactDays(
      TimeRange range, TieredRange tiers, ZoneId zone, JsonNode answer) {
    return exactDays(range, tiers, zone, longestWindow(answer.path("aggregations")));
  }

  /**
   * As above.
   *
   * @param windowMinutes the longest window among hourly documents
   */
  public static boolean exactDays(
      TimeRange range, TieredRange tiers, ZoneId zone, long windowMinutes) {
    if (!tiers.isHourly()) {
      return tiers.days().stream()
          .allMatch(part -> TieredRange.haveSameDays(part, tiers.zone(), zone));
    }
    long millis = Duration.ofMinutes(windowMinutes).toMillis();
    return Interval.DAY.cut(range, zone).stream()
        .allMatch(day -> Math.floorMod(day.from().toEpochMilli(), millis) == 0);
  }

  /** Whether every midnight within the range falls between two windows. */
  public static boolean exactDays(TimeRange range, ZoneId zone, JsonNode answer) {
    return exactDays(range, TieredRange.ofHours(range), zone, answer);
  }
}
