/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks;

import io.tidemark.benchmarks.api.ExportRow;
import io.tidemark.benchmarks.api.PageRow;
import io.tidemark.benchmarks.api.PercentilesRow;
import io.tidemark.benchmarks.api.SummaryRow;
import io.tidemark.benchmarks.ids.IdsRow;
import io.tidemark.benchmarks.parsing.ParsingRow;
import io.tidemark.benchmarks.report.Page;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.wholejob.WholeJobRow;
import io.tidemark.stack.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Entry point: {@code benchmarks/run ROW [--events N] [--runs N] [--heap 3g]}. */
public final class Benchmarks {

  /** Every row that there is, by the name it has in {@code docs/benchmarks.md}. */
  static final List<Row> ROWS = rows();

  private Benchmarks() {}

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>(WholeJobRow.ALL);
    rows.add(new ParsingRow());
    rows.add(new IdsRow());
    rows.add(new SummaryRow());
    rows.add(PageRow.ONE);
    rows.add(PageRow.MANY);
    rows.add(new PercentilesRow());
    rows.add(new ExportRow());
    return List.copyOf(rows);
  }

  /** Runs one row and writes its section of the page. */
  public static void main(String[] arguments) throws Exception {
    Scale scale = Scale.FULL;
    for (int i = 1; i + 1 < arguments.length; i += 2) {
      scale = scale.with(arguments[i], arguments[i + 1]);
    }
    Row row = row(arguments.length == 0 ? "" : arguments[0]);
    Path root = Checkout.current().root();
    Section section = row.measure(scale, root.resolve("benchmarks/target/work"));
    new Page(root.resolve("docs/benchmarks.md")).replace(section);
  }

  private static Row row(String name) {
    return ROWS.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Name a row of " + ROWS.stream().map(Row::name).toList() + ", not " + name));
  }
}
