/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.performance;

import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Duration;
import io.tidemark.api.performance.PerformanceAnswer.Code;
import io.tidemark.api.performance.PerformanceAnswer.Point;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.timeseries.Interval.Bucket;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.histogram.BinLayout;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads answers to {@link PerformanceQuery}. */
final class PerformanceReader {

  private PerformanceReader() {}

  /** The values of one point. */
  record PointValues(Long calls, Double errorRate, Duration durations) {

    /** A time without documents; these may be late, or from before the first day. */
    static PointValues ofNothing(boolean isKnown) {
      return new PointValues(isKnown ? 0L : null, null, Duration.NONE);
    }
  }

  static PointValues readPoint(PerformanceRequest request, JsonNode point) {
    return new PointValues(
        Workload.MODEL_CALLS.mainCount().read(point),
        (Double) Workload.MODEL_CALLS.metric("error_rate").read(point),
        Duration.read(point, request.duration(), BinLayout.DURATIONS));
  }

  static List<Point> createPoints(PerformanceRequest request, Coverage coverage, JsonNode answer) {
    JsonNode found = answer.path("aggregations").path(PerformanceQuery.POINTS);
    List<Bucket> buckets = request.buckets();
    List<JsonNode> parts = Points.read(buckets, found);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      PointValues values = (PointValues) Points.readValue(parts.get(i));
      if (values == null) {
        values =
            PointValues.ofNothing(coverage.isKnown(buckets.get(i).from(), buckets.get(i).to()));
      }
      points.add(
          new Point(buckets.get(i).time(), values.calls(), values.errorRate(), values.durations()));
    }
    return points;
  }

  static List<Code> statusCodes(List<String> codes, JsonNode answer) {
    List<Code> counted = new ArrayList<>();
    for (String code : codes) {
      JsonNode found = answer.path("aggregations").path(PerformanceQuery.CODES + code);
      long calls = Aggregations.wholeNumber(found.path("value"));
      if (calls > 0) {
        counted.add(new Code(Integer.parseInt(code), calls));
      }
    }
    return counted;
  }
}
