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

  static Table of(DistributionAnswer answer) {
    List<String> columns = new ArrayList<>(List.of("kind"));
    columns.addAll(answer.groupBy());
    columns.add(answer.metric());
    columns.add("share");
    String currency = answer.basis().currency();
    if (currency != null) {
      columns.add(CURRENCY);
    }
    List<List<Object>> rows = new ArrayList<>();
    for (DistributionAnswer.Share group : answer.groups()) {
      List<String> keys = new ArrayList<>(group.key().values());
      rows.add(row("group", keys, group.value(), group.share(), currency));
    }
    if (answer.other() != null) {
      List<String> none = Collections.nCopies(answer.groupBy().size(), null);
      rows.add(row("other", none, answer.other().value(), answer.other().share(), currency));
    }
    return new Table(columns, rows.iterator());
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
