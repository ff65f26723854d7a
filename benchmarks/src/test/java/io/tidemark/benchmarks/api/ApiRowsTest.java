/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.Scale;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each row over a few calls. */
class ApiRowsTest {

  @Test
  void summaryRowRunsAndComparesAnswers(@TempDir Path work) throws Exception {
    assertThat(new SummaryRow().measure(Scale.TINY, work).text())
        .contains("## A1", "| after clearing caches |", "3,000 raw calls");
  }

  @Test
  void pageRowRunsWithoutErrors(@TempDir Path work) throws Exception {
    assertThat(PageRow.MANY.measure(Scale.TINY, work).text())
        .contains("## A3", "| all |", " 0 errors of ");
  }

  @Test
  void percentilesRowKeepsItsTargets(@TempDir Path work) {
    assertThat(new PercentilesRow().measure(Scale.TINY, work).text())
        .contains("## A4", "Greatest of all");
  }

  @Test
  void exportRowRuns(@TempDir Path work) throws Exception {
    assertThat(new ExportRow().measure(Scale.TINY, work).text()).contains("## A5", "| 3,000 |");
  }
}
