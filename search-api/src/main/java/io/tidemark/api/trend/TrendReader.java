/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import io.tidemark.api.search.Coverage;
import io.tidemark.api.timeseries.Interval.Bucket;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.trend.TrendAnswer.Kind;
import io.tidemark.api.trend.TrendAnswer.Point;
import io.tidemark.api.trend.TrendAnswer.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads answers to {@link TrendQuery}. */
final class TrendReader {

  private TrendReader() {}

  static List<Series> one(TrendRequest request, Coverage coverage, JsonNode answer) {
    JsonNode points = answer.path("aggregations").path(TrendQuery.POINTS);
    return List.of(new Series(Kind.all, null, null, points(request, coverage, points)));
  }

  /**
   * A series for each of {@code keys}.
   *
   * @param rest whether more groups exist than got a series
   * @param names the name that the directory has for a key
   */
  static List<Series> groups(
      TrendRequest request,
      Coverage coverage,
      List<String> keys,
      boolean rest,
      JsonNode answer,
      Function<String, Optional<String>> names) {
    JsonNode all = answer.path("aggregations").path(TrendQuery.SERIES).path("buckets");
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      Kind kind = keys.get(i) == null ? Kind.unknown : Kind.group;
      JsonNode found = all.path(TrendQuery.seriesName(i)).path(TrendQuery.POINTS);
      series.add(
          new Series(
              kind,
              keys.get(i),
              names.apply(keys.get(i)).orElse(null),
              points(request, coverage, found)));
    }
    if (rest) {
      JsonNode found = all.path(TrendQuery.OTHER).path(TrendQuery.POINTS);
      series.add(new Series(Kind.other, null, null, points(request, coverage, found)));
    }
    return series;
  }

  private static List<Point> points(TrendRequest request, Coverage coverage, JsonNode found) {
    List<Bucket> buckets = request.buckets();
    List<Number> values = new ArrayList<>();
    List<JsonNode> parts = Points.read(buckets, found);
    for (JsonNode part : parts) {
      values.add((Number) Points.figure(part));
    }
    boolean reported = values.stream().anyMatch(Objects::nonNull);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Bucket bucket = buckets.get(i);
      // Without documents, a time may be late or from before the first day that is kept.
      boolean nothing =
          parts.get(i).isMissingNode() && coverage.isKnown(bucket.from(), bucket.to());
      Number value = nothing ? request.metric().ofNothing(reported) : values.get(i);
      points.add(new Point(bucket.time(), value));
    }
    return points;
  }
}
