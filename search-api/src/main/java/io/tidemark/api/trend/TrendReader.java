/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import io.tidemark.api.points.Interval.Bucket;
import io.tidemark.api.points.Points;
import io.tidemark.api.trend.TrendAnswer.Kind;
import io.tidemark.api.trend.TrendAnswer.Point;
import io.tidemark.api.trend.TrendAnswer.Series;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads answers to {@link TrendQuery}. */
final class TrendReader {

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

  private static List<Point> points(TrendRequest request, JsonNode found) {
    List<Bucket> buckets = request.buckets();
    List<JsonNode> parts = Points.read(buckets, found);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      JsonNode part = parts.get(i);
      Number value = part.isMissingNode() ? null : request.metric().read(part);
      points.add(new Point(buckets.get(i).time(), value));
    }
    return points;
  }
}
