/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import io.tidemark.api.costs.CostAnswer.CostDistribution;
import io.tidemark.api.export.Table;
import java.util.ArrayList;
import java.util.List;

/** Costs as rows. */
final class CostTables {

  private CostTables() {}

  static Table of(CostTrendAnswer answer) {
    List<List<Object>> rows = new ArrayList<>();
    for (CostTrendAnswer.Series series : answer.series()) {
      for (CostTrendAnswer.Point point : series.points()) {
        rows.add(
            Table.row(
                ISO_OFFSET_DATE_TIME.format(point.time()),
                series.kind().name(),
                series.key(),
                point.value(),
                answer.basis().currency()));
      }
    }
    return new Table(List.of("time", "kind", "key", "cost", "currency"), rows.iterator());
  }

  static Table of(CostDistribution answer) {
    String by = answer.groupBy().get(0);
    String currency = answer.basis().currency();
    List<List<Object>> rows = new ArrayList<>();
    answer
        .groups()
        .forEach(
            group ->
                rows.add(
                    Table.row(
                        group.kind() == DepartmentRow.Kind.usage ? "group" : group.kind().name(),
                        group.key().get(by),
                        group.quantity(),
                        group.unitPrice(),
                        group.value(),
                        group.share(),
                        currency,
                        group.name())));
    if (answer.other() != null) {
      rows.add(
          Table.row(
              "other",
              null,
              null,
              null,
              answer.other().value(),
              answer.other().share(),
              currency,
              null));
    }
    return new Table(
        List.of("kind", by, "quantity", "unit_price", "cost", "share", "currency", "name"),
        rows.iterator());
  }
}
