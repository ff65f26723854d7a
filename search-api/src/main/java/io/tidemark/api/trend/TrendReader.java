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
import tools.jackson.databind.JsonNode;

/** Reads answers to {@link TrendQuery}. */
final class TrendReader {

  private TrendReader() {}

  static List<Series> readOne(TrendRequest request, Coverage coverage, JsonNode answer) {
    JsonNode points = answer.path("aggregations").path(TrendQuery.POINTS);
    return List.of(new Series(Kind.all, null, null, points(request, coverage, points)));
  }

  /** A series for each key, and one for the rest. */
  static List<Series> readGroups(
      TrendRequest request, Coverage coverage, SeriesNames names, JsonNode answer) {
    JsonNode all = answer.path("aggregations").path(TrendQuery.SERIES).path("buckets");
    return names.list(
        position -> {
          String name =
              position < names.keys().size() ? TrendQuery.seriesName(position) : TrendQuery.OTHER;
          return points(request, coverage, all.path(name).path(TrendQuery.POINTS));
        });
  }

  private static List<Point> points(TrendRequest request, Coverage coverage, JsonNode found) {
    return points(
        request,
        coverage,
        Points.read(request.buckets(), found).stream()
            .map(part -> new Cell(part.isMissingNode(), (Number) Points.readValue(part)))
            .toList());
  }

  /**
   * The documents of one point.
   *
   * @param empty whether there are none
   * @param value null when it is unknown
   */
  record Cell(boolean empty, Number value) {}

  /** {@code cells}: one for each bucket of the request. */
  static List<Point> points(TrendRequest request, Coverage coverage, List<Cell> cells) {
    boolean reported = cells.stream().map(Cell::value).anyMatch(Objects::nonNull);
    List<Bucket> buckets = request.buckets();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      Bucket bucket = buckets.get(i);
      // Without documents, a time may be late or from before the first day that is kept.
      boolean nothing = cells.get(i).empty() && coverage.isKnown(bucket.from(), bucket.to());
      Number value = nothing ? request.metric().ofNothing(reported) : cells.get(i).value();
      points.add(new Point(bucket.time(), value));
    }
    return points;
  }
}
