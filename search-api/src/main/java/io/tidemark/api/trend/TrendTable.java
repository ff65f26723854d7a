/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import io.tidemark.api.export.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A trend as rows: one per series and point. */
final class TrendTable {

  /** The column with the value that a series is about. */
  static final String KEY = "key";

  private static final String CURRENCY = "currency";

  private TrendTable() {}

  static Table of(TrendAnswer answer) {
    List<String> columns = new ArrayList<>(List.of("time", "kind", KEY, answer.metric()));
    String currency = answer.basis().currency();
    if (currency != null) {
      columns.add(CURRENCY);
    }
    return new Table(
        columns, answer.series().stream().flatMap(series -> rows(series, currency)).iterator());
  }

  private static Stream<List<Object>> rows(TrendAnswer.Series series, String currency) {
    return series.points().stream()
        .map(
            point -> {
              List<Object> row = new ArrayList<>();
              // With seconds, which toString leaves out when they are 0.
              row.add(ISO_OFFSET_DATE_TIME.format(point.time()));
              row.add(series.kind().name());
              row.add(series.key());
              row.add(point.value());
              if (currency != null) {
                row.add(currency);
              }
              return row;
            });
  }
}
