/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import io.tidemark.api.export.Table;
import java.util.List;
import java.util.stream.Stream;

/** A trend as rows: one per series and point. */
final class TrendTable {

  private TrendTable() {}

  static Table of(TrendAnswer answer) {
    List<String> columns = List.of("time", "kind", "key", answer.metric());
    return new Table(columns, answer.series().stream().flatMap(TrendTable::rows).iterator());
  }

  private static Stream<List<Object>> rows(TrendAnswer.Series series) {
    return series.points().stream()
        .map(
            point ->
                Table.row(
                    // With seconds, which toString leaves out when they are 0.
                    ISO_OFFSET_DATE_TIME.format(point.time()),
                    series.kind().name(),
                    series.key(),
                    point.value()));
  }
}
