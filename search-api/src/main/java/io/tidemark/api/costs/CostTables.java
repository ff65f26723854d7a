/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import io.tidemark.api.costs.CostAnswer.CostDistribution;
import io.tidemark.api.costs.CostAnswer.CostRest;
import io.tidemark.api.costs.CostAnswer.CostShare;
import io.tidemark.api.directory.Labels;
import io.tidemark.api.export.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Costs as rows. */
final class CostTables {

  private CostTables() {}

  static Table of(CostTrendAnswer answer, Optional<CostGroup> by) {
    boolean named = by.flatMap(CostGroup::findNamedDimension).isPresent();
    List<List<Object>> rows = new ArrayList<>();
    for (CostTrendAnswer.Series series : answer.series()) {
      for (CostTrendAnswer.Point point : series.points()) {
        List<Object> row =
            listOf(
                ISO_OFFSET_DATE_TIME.format(point.time()),
                series.kind().name(),
                series.key(),
                point.value(),
                answer.basis().currency());
        addIf(named, row, series.label());
        rows.add(row);
      }
    }
    List<Object> columns = listOf("time", "kind", "key", "cost", "currency");
    addIf(named, columns, "key" + Labels.SUFFIX);
    return new Table(columns.stream().map(Object::toString).toList(), rows.iterator());
  }

  static Table of(CostDistribution answer, CostGroup by) {
    boolean named = by.findNamedDimension().isPresent();
    String currency = answer.basis().currency();
    List<List<Object>> rows = new ArrayList<>();
    for (CostShare group : answer.groups()) {
      List<Object> row =
          listOf(
              group.kind() == DepartmentRow.Kind.usage ? "group" : group.kind().name(),
              group.key().get(by.id()),
              group.quantity(),
              group.unitPrice(),
              group.value(),
              group.share(),
              currency,
              group.name());
      addIf(named, row, group.labels() == null ? null : group.labels().get(by.id()));
      rows.add(row);
    }
    if (answer.other() != null) {
      CostRest other = answer.other();
      List<Object> row =
          listOf("other", null, null, null, other.value(), other.share(), currency, null);
      addIf(named, row, null);
      rows.add(row);
    }
    List<Object> columns =
        listOf("kind", by.id(), "quantity", "unit_price", "cost", "share", "currency", "name");
    addIf(named, columns, by.id() + Labels.SUFFIX);
    return new Table(columns.stream().map(Object::toString).toList(), rows.iterator());
  }

  /** Cells may be null. */
  private static List<Object> listOf(Object... cells) {
    return new ArrayList<>(Arrays.asList(cells));
  }

  private static void addIf(boolean named, List<Object> row, Object cell) {
    if (named) {
      row.add(cell);
    }
  }
}
