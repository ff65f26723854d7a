/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import io.tidemark.api.trend.TrendAnswer.Kind;
import io.tidemark.api.trend.TrendAnswer.Point;
import io.tidemark.api.trend.TrendAnswer.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * The series of a trend by groups.
 *
 * @param keys the values that get a series each, by position; null for documents without the
 *     dimension
 * @param rest whether more groups exist than got a series
 * @param labels the name that the directory has for a key
 */
record SeriesNames(List<String> keys, boolean rest, Function<String, Optional<String>> labels) {

  /** {@code points}: those of each position; the rest is after the last key. */
  List<Series> list(IntFunction<List<Point>> points) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      series.add(
          new Series(
              key == null ? Kind.unknown : Kind.group,
              key,
              labels.apply(key).orElse(null),
              points.apply(i)));
    }
    if (rest) {
      series.add(new Series(Kind.other, null, null, points.apply(keys.size())));
    }
    return series;
  }
}
