/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import io.tidemark.api.measure.Aggregations;
import io.tidemark.api.trend.Interval.Bucket;
import io.tidemark.api.trend.TrendAnswer.Kind;
import io.tidemark.api.trend.TrendAnswer.Point;
import io.tidemark.api.trend.TrendAnswer.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads answers to {@link TrendQuery}. */
final class TrendReader {

  private static final long DEFAULT_WINDOW_MINUTES = 60;

  private TrendReader() {}

  static List<Series> one(TrendRequest request, JsonNode answer) {
    JsonNode points = answer.path("aggregations").path(TrendQuery.POINTS);
    return List.of(new Series(Kind.all, null, points(request, points)));
  }

  /** {@code rest}: whether more groups exist than got a series. */
  static List<Series> groups(
      TrendRequest request, List<String> keys, boolean rest, JsonNode answer) {
    JsonNode all = answer.path("aggregations").path(TrendQuery.SERIES).path("buckets");
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Kind kind = keys.get(i) == null ? Kind.unknown : Kind.group;
      JsonNode bucket = all.path(TrendQuery.seriesName(i));
      series.add(new Series(kind, keys.get(i), points(request, bucket.path(TrendQuery.POINTS))));
    }
    if (rest) {
      JsonNode bucket = all.path(TrendQuery.OTHER);
      series.add(new Series(Kind.other, null, points(request, bucket.path(TrendQuery.POINTS))));
    }
    return series;
  }

  /** Whether every midnight within the range falls between two windows. */
  static boolean exactDays(TrendRequest request, JsonNode answer) {
    JsonNode window = answer.path("aggregations").path(TrendQuery.COARSEST_WINDOW).path("value");
    long minutes = window.isNumber() ? Aggregations.wholeNumber(window) : DEFAULT_WINDOW_MINUTES;
    long millis = Duration.ofMinutes(minutes).toMillis();
    return Interval.DAY.cut(request.selection().range(), request.zone()).stream()
        .allMatch(day -> Math.floorMod(day.from().toEpochMilli(), millis) == 0);
  }

  private static List<Point> points(TrendRequest request, JsonNode points) {
    Map<Long, JsonNode> byStart = new HashMap<>();
    for (JsonNode bucket : points.path("buckets")) {
      JsonNode start = bucket.has("from") ? bucket.path("from") : bucket.path("key");
      byStart.put(start.asLong(), bucket);
    }
    List<Point> read = new ArrayList<>();
    for (Bucket bucket : request.buckets()) {
      read.add(new Point(bucket.time(), value(request, byStart.get(bucket.from().toEpochMilli()))));
    }
    return read;
  }

  private static Number value(TrendRequest request, JsonNode bucket) {
    if (bucket == null || bucket.path("doc_count").asLong() == 0) {
      return null;
    }
    return request.metric().read(bucket);
  }
}
