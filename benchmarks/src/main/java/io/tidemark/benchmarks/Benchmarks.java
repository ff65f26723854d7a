/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks;

import io.tidemark.benchmarks.api.ExportRow;
import io.tidemark.benchmarks.api.PageRow;
import io.tidemark.benchmarks.api.PercentilesRow;
import io.tidemark.benchmarks.api.PreparedApi;
import io.tidemark.benchmarks.api.SummaryRow;
import io.tidemark.benchmarks.ids.IdsRow;
import io.tidemark.benchmarks.parsing.ParsingRow;
import io.tidemark.benchmarks.report.Page;
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

  private Benchmarks() {}

  /** Every row that there is, by the name it has in {@code docs/benchmarks.md}. */
  static List<Row> rows(PreparedApi api) {
    List<Row> rows = new ArrayList<>(WholeJobRow.ALL);
    rows.add(new ParsingRow());
    rows.add(new IdsRow());
    rows.add(new SummaryRow(api));
    rows.add(PageRow.oneClient(api));
    rows.add(PageRow.manyClients(api));
    rows.add(new PercentilesRow());
    rows.add(new ExportRow(api));
    return List.copyOf(rows);
  }

  /** Runs rows, one after another, and writes their sections of the page. */
  public static void main(String[] arguments) throws Exception {
    List<String> names =
        Arrays.stream(arguments).takeWhile(word -> !word.startsWith("--")).toList();
    Scale scale = Scale.FULL;
    for (int i = names.size(); i + 1 < arguments.length; i += 2) {
      scale = scale.with(arguments[i], arguments[i + 1]);
    }
    Path root = Checkout.current().root();
    Page page = new Page(root.resolve("docs/benchmarks.md"));
    try (PreparedApi api = new PreparedApi()) {
      for (Row row : chosen(rows(api), names)) {
        page.replace(row.measure(scale, root.resolve("benchmarks/target/work")));
      }
    }
  }

  private static List<Row> chosen(List<Row> rows, List<String> names) {
    Map<String, Row> byName = new LinkedHashMap<>();
    rows.forEach(row -> byName.put(row.name(), row));
    if (names.isEmpty() || !byName.keySet().containsAll(names)) {
      throw new IllegalArgumentException("Name rows of " + byName.keySet() + ", not " + names);
    }
    return names.stream().map(byName::get).toList();
  }
}
