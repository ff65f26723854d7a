/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.LeftOutOfBuilds;
import io.tidemark.benchmarks.Scale;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each row over a few calls. */
@Tag("cluster")
class ApiRowsTest {

  @TempDir static Path work;

  private static PreparedApi api;

  @BeforeAll
  static void prepare() {
    api = new PreparedApi();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void summaryRowRunsAndComparesAnswers() throws Exception {
    assertThat(new SummaryRow(api).measure(Scale.TINY, work).text())
        .contains("## A1", "| after clearing caches |", "3,000 raw calls");
  }

  @Test
  void pageRowRunsWithoutErrors() throws Exception {
    assertThat(PageRow.manyClients(api).measure(Scale.TINY, work).text())
        .contains("## A3", "| all |", " 0 errors of ");
  }

  @LeftOutOfBuilds
  @Test
  void decisionsRowRunsWithoutFailures() throws Exception {
    assertThat(new DecisionsRow(api).measure(Scale.TINY, work).text())
        .containsPattern("\\| up \\|.*\\| 0 \\|\n\\| down \\|.*\\| 0 \\|")
        .contains("## D1", "20 enforcing budgets");
  }

  @Test
  void percentilesRowKeepsItsTargets() {
    assertThat(new PercentilesRow().measure(Scale.TINY, work).text())
        .contains("## A4", "Greatest of all");
  }

  @LeftOutOfBuilds
  @Test
  void tenantRowComparesHoursWithDays() throws Exception {
    assertThat(new TenantRow().measure(Scale.TINIEST, work).text())
        .contains("## A6", "| summary |", "| trend by model |", "| distribution by user |");
  }

  @Test
  void costRowComparesMoneyWithTokens() throws Exception {
    assertThat(new CostRow(api).measure(Scale.TINY, work).text())
        .contains("## A7", "| summary |", "| trend by model |", "| shares by model |");
  }

  @LeftOutOfBuilds
  @Test
  void columnStoreRowComparesAnswersAndLeavesNoData() throws Exception {
    Path folder = work.resolve("A8");
    assertThat(new ColumnStoreRow().measure(Scale.TINY, folder).text())
        .contains(
            "## A8", "| summary | asked again |", "| distribution by user | caches cleared |");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void exportRowRuns() throws Exception {
    assertThat(new ExportRow(api).measure(Scale.TINY, work).text()).contains("## A5", "| 3,000 |");
  }
}
