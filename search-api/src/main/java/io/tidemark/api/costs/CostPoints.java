/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.costs.CostTrendAnswer.Kind;
import io.tidemark.api.costs.CostTrendAnswer.Point;
import io.tidemark.api.costs.CostTrendAnswer.Series;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.timeseries.Interval.Bucket;
import io.tidemark.model.pricing.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Adds up the points of workloads by series. */
final class CostPoints {

  private final List<Bucket> buckets;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Row other;

  /** Amounts of one series. */
  private static final class Row {
    private final Money[] values;
    private final boolean[] unknown;

    private Row(int size) {
      values = new Money[size];
      unknown = new boolean[size];
    }

    private void add(int position, Money value) {
      if (value == null) {
        unknown[position] = true;
      } else {
        values[position] = values[position] == null ? value : values[position].plus(value);
      }
    }
  }

  /** {@code keys}: the series, in order; null for unknown. */
  CostPoints(List<Bucket> buckets, List<String> keys) {
    this.buckets = buckets;
    keys.forEach(key -> rows.put(key, new Row(buckets.size())));
    other = new Row(buckets.size());
  }

  /** Adds to a point; a key without a series belongs to the rest. */
  void addValue(String key, int position, Money value) {
    rows.getOrDefault(key, other).add(position, value);
  }

  /** Adds to the rest. */
  void addToOther(int position, Money value) {
    other.add(position, value);
  }

  /** The series; {@code rest}: whether more groups exist than got one. */
  List<Series> listSeries(Coverage coverage, boolean grouped, boolean rest) {
    List<Series> series = new ArrayList<>();
    rows.forEach(
        (key, row) -> {
          Kind kind = !grouped ? Kind.all : key == null ? Kind.unknown : Kind.group;
          series.add(new Series(kind, grouped ? key : null, createPoints(coverage, row)));
        });
    if (rest) {
      series.add(new Series(Kind.other, null, createPoints(coverage, other)));
    }
    return series;
  }

  private List<Point> createPoints(Coverage coverage, Row row) {
    boolean known = Arrays.stream(row.values).anyMatch(Objects::nonNull);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      Money value = row.values[i];
      boolean nothing =
          !row.unknown[i] && coverage.isKnown(buckets.get(i).from(), buckets.get(i).to());
      if (value == null && known && nothing) {
        value = Money.of(BigDecimal.ZERO);
      }
      points.add(new Point(buckets.get(i).time(), value));
    }
    return points;
  }
}
