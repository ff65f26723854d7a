/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** The section of one row: what was measured, a table, and how it was taken. */
public final class Section {

  private final String name;
  private final List<String> lines = new ArrayList<>();

  public Section(String name, String title) {
    this.name = name;
    lines.add("## " + name + ": " + title);
    lines.add("");
  }

  public String name() {
    return name;
  }

  /** Adds a paragraph. */
  public Section say(String text) {
    lines.add(text);
    lines.add("");
    return this;
  }

  /** Adds a table; the first row is its head. */
  public Section table(List<List<String>> rows) {
    lines.add("| " + String.join(" | ", rows.get(0)) + " |");
    lines.add("|" + " --- |".repeat(rows.get(0).size()));
    for (List<String> row : rows.subList(1, rows.size())) {
      lines.add("| " + String.join(" | ", row) + " |");
    }
    lines.add("");
    return this;
  }

  /** As Markdown. */
  public String text() {
    return String.join("\n", lines);
  }
}
