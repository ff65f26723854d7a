/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.distribution;

import io.tidemark.api.export.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A distribution as rows: one per group, and one for the rest where there is one. */
final class DistributionTable {

  private static final String CURRENCY = "currency";

  private DistributionTable() {}

  /** {@code further}: names of the metrics that the groups have besides. */
  static Table of(DistributionAnswer answer, List<String> further) {
    List<String> columns = new ArrayList<>(List.of("kind"));
    columns.addAll(answer.groupBy());
    columns.add(answer.metric());
    columns.add("share");
    String currency = answer.basis().currency();
    if (currency != null) {
      columns.add(CURRENCY);
    }
    columns.addAll(further);
    boolean compared = answer.comparison() != null;
    if (compared) {
      columns.addAll(List.of("previous_value", "previous_rank", "change", "new"));
    }
    List<List<Object>> rows = new ArrayList<>();
    for (DistributionAnswer.Share group : answer.groups()) {
      List<String> keys = new ArrayList<>(group.key().values());
      List<Object> row = row("group", keys, group.value(), group.share(), currency);
      further.forEach(name -> row.add(group.metrics().get(name)));
      if (compared) {
        DistributionAnswer.Previous previous = group.previous();
        row.add(previous.value());
        row.add(previous.rank());
        row.add(previous.change());
        row.add(previous.appeared());
      }
      rows.add(row);
    }
    if (answer.other() != null) {
      List<String> none = Collections.nCopies(answer.groupBy().size(), null);
      List<Object> row =
          row("other", none, answer.other().value(), answer.other().share(), currency);
      row.addAll(Collections.nCopies(further.size() + (compared ? 4 : 0), null));
      rows.add(row);
    }
    if (compared) {
      answer.gone().forEach(gone -> rows.add(goneRow(gone, currency, further.size())));
    }
    return new Table(columns, rows.iterator());
  }

  private static List<Object> goneRow(
      DistributionAnswer.Gone gone, String currency, int furtherMetrics) {
    List<Object> row = row("gone", new ArrayList<>(gone.key().values()), 0L, null, currency);
    row.addAll(Collections.nCopies(furtherMetrics, null));
    row.add(gone.value());
    row.add(gone.rank());
    row.add(-1.0);
    row.add(false);
    return row;
  }

  private static List<Object> row(
      String kind, List<String> keys, Number value, Double share, String currency) {
    List<Object> cells = new ArrayList<>(List.of(kind));
    cells.addAll(keys);
    cells.add(value);
    cells.add(share);
    if (currency != null) {
      cells.add(currency);
    }
    return cells;
  }
}
