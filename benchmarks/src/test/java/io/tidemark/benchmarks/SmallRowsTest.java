/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.api.PreparedApi;
import io.tidemark.benchmarks.ids.IdsRow;
import io.tidemark.benchmarks.parsing.ParsingRow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallRowsTest {

  @Test
  void parserRowRuns(@TempDir Path work) throws Exception {
    assertThat(new ParsingRow().measure(Scale.TINY, work).text())
        .contains("## J7", "| Tidemark |", "| Jackson |", "Ratio");
  }

  @Test
  void idsRowRuns(@TempDir Path work) {
    assertThat(new IdsRow().measure(Scale.TINY, work).text())
        .contains("## J8", "| 1,000 |", "| 5,000 |");
  }

  @Test
  void rowsHaveDifferentNames() {
    try (PreparedApi none = new PreparedApi()) {
      assertThat(Benchmarks.rows(none)).extracting(Row::name).doesNotHaveDuplicates().hasSize(11);
    }
  }
}
