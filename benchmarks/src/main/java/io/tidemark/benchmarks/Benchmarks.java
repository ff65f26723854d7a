/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks;

import io.tidemark.benchmarks.api.ColumnStoreRow;
import io.tidemark.benchmarks.api.CostRow;
import io.tidemark.benchmarks.api.DecisionsRow;
import io.tidemark.benchmarks.api.DocumentsGrowth;
import io.tidemark.benchmarks.api.ExportRow;
import io.tidemark.benchmarks.api.PageRow;
import io.tidemark.benchmarks.api.PercentilesRow;
import io.tidemark.benchmarks.api.PreparedApi;
import io.tidemark.benchmarks.api.SummaryRow;
import io.tidemark.benchmarks.api.TenantRow;
import io.tidemark.benchmarks.ids.IdsRow;
import io.tidemark.benchmarks.intake.BatchRow;
import io.tidemark.benchmarks.intake.SingleRow;
import io.tidemark.benchmarks.parsing.ParsingRow;
import io.tidemark.benchmarks.report.Page;
import io.tidemark.benchmarks.start.StartRow;
import io.tidemark.benchmarks.wholejob.ClosingRow;
import io.tidemark.benchmarks.wholejob.ConcurrencyRow;
import io.tidemark.benchmarks.wholejob.CorrectionsRow;
import io.tidemark.benchmarks.wholejob.GroupsGrowth;
import io.tidemark.benchmarks.wholejob.IdsGrowth;
import io.tidemark.benchmarks.wholejob.SinkRow;
import io.tidemark.benchmarks.wholejob.SlotsGrowth;
import io.tidemark.benchmarks.wholejob.StorageRow;
import io.tidemark.benchmarks.wholejob.WholeJobRow;
import io.tidemark.stack.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entry point: {@code benchmarks/run ROW... [--events N] [--runs N] [--heap 3g]}. */
public final class Benchmarks {

  /** Curves over a growing size. */
  static final List<Row> GROWTH =
      List.of(new GroupsGrowth(), new SlotsGrowth(), new IdsGrowth(), new DocumentsGrowth());

  private Benchmarks() {}

  /** Every row of the table, by the name it has in {@code docs/benchmarks.md}. */
  static List<Row> rows(PreparedApi api) {
    List<Row> rows = new ArrayList<>(WholeJobRow.ALL);
    rows.add(ConcurrencyRow.FULL);
    rows.add(ConcurrencyRow.STEADY);
    rows.add(new ClosingRow());
    rows.add(SinkRow.TO_BARE_LOADER);
    rows.add(SinkRow.TO_CONNECTOR);
    rows.add(new CorrectionsRow());
    rows.add(new StorageRow());
    rows.add(StartRow.START);
    rows.add(StartRow.EVENT);
    rows.add(new ParsingRow());
    rows.add(new IdsRow());
    rows.add(new SummaryRow(api));
    rows.add(PageRow.oneClient(api));
    rows.add(PageRow.manyClients(api));
    rows.add(new PercentilesRow());
    rows.add(new ExportRow(api));
    rows.add(new TenantRow());
    rows.add(new CostRow(api));
    rows.add(new ColumnStoreRow());
    rows.add(new DecisionsRow(api));
    rows.add(new BatchRow());
    rows.add(new SingleRow());
    return List.copyOf(rows);
  }

  /** Runs rows and writes their sections of the page; ends with 1 when one has failed. */
  public static void main(String[] arguments) throws Exception {
    List<String> names =
        Arrays.stream(arguments).takeWhile(word -> !word.startsWith("--")).toList();
    Scale scale = Scale.FULL;
    for (int i = names.size(); i + 1 < arguments.length; i += 2) {
      scale = scale.with(arguments[i], arguments[i + 1]);
    }
    Path root = Checkout.current().root();
    Session session =
        new Session(
            scale,
            root.resolve("benchmarks/target/work"),
            new Page(root.resolve("docs/benchmarks.md")));
    boolean allTaken;
    try (PreparedApi api = new PreparedApi()) {
      allTaken = session.take(selectRows(rows(api), names));
    }
    System.exit(allTaken ? 0 : 1);
  }

  private static List<Row> selectRows(List<Row> rows, List<String> names) {
    if (names.equals(List.of("all"))) {
      return rows;
    }
    if (names.equals(List.of("growth"))) {
      return GROWTH;
    }
    Map<String, Row> byName = new LinkedHashMap<>();
    rows.forEach(row -> byName.put(row.name(), row));
    GROWTH.forEach(row -> byName.put(row.name(), row));
    if (names.isEmpty() || !byName.keySet().containsAll(names)) {
      throw new IllegalArgumentException(
          "Name rows of " + byName.keySet() + ", or all, or growth, not " + names);
    }
    return names.stream().map(byName::get).toList();
  }
}
