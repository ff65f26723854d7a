/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.errors;

import io.tidemark.api.errors.ErrorsAnswer.Kind;
import io.tidemark.api.errors.ErrorsAnswer.Point;
import io.tidemark.api.errors.ErrorsAnswer.Series;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.timeseries.Interval.Bucket;
import io.tidemark.api.timeseries.Points;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** Reads answers to {@link ErrorsQuery}. */
final class ErrorsReader {

  private ErrorsReader() {}

  static List<String> readValues(JsonNode answer) {
    List<String> values = new ArrayList<>();
    JsonNode buckets = answer.path("aggregations").path(ErrorsQuery.VALUES).path("buckets");
    for (JsonNode bucket : buckets) {
      values.add(bucket.path("key").asString());
    }
    return values;
  }

  static long readCount(JsonNode point) {
    return point.path("doc_count").asLong();
  }

  /** The series that have records: values, unknown, and what is in neither. */
  static List<Series> readSeries(
      ErrorsRequest request, Coverage coverage, List<String> values, JsonNode answer) {
    List<Bucket> buckets = request.buckets();
    JsonNode found = answer.path("aggregations");
    long[] others = readCounts(buckets, found.path(ErrorsQuery.ALL));
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      long[] counts = readCounts(buckets, found.path(ErrorsQuery.nameSeries(i)));
      subtract(others, counts);
      series.add(createSeries(Kind.group, values.get(i), buckets, coverage, counts));
    }
    long[] unknown = readCounts(buckets, found.path(ErrorsQuery.UNKNOWN));
    subtract(others, unknown);
    series.add(createSeries(Kind.unknown, null, buckets, coverage, unknown));
    series.add(createSeries(Kind.other, null, buckets, coverage, others));
    return series.stream().filter(one -> one.records() > 0).toList();
  }

  private static long[] readCounts(List<Bucket> buckets, JsonNode filter) {
    return Points.read(buckets, filter.path(ErrorsQuery.POINTS)).stream()
        .mapToLong(part -> Points.readValue(part) instanceof Long count ? count : 0)
        .toArray();
  }

  /** Records that arrive between two parts of a search are in no other series. */
  private static void subtract(long[] from, long[] counts) {
    for (int i = 0; i < from.length; i++) {
      from[i] = Math.max(0, from[i] - counts[i]);
    }
  }

  private static Series createSeries(
      Kind kind, String key, List<Bucket> buckets, Coverage coverage, long[] counts) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      Bucket bucket = buckets.get(i);
      boolean known = counts[i] > 0 || coverage.isKnown(bucket.from(), bucket.to());
      points.add(new Point(bucket.time(), known ? counts[i] : null));
    }
    return new Series(kind, key, LongStream.of(counts).sum(), points);
  }
}
