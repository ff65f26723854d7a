/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.Scale;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeJobTest {

  /** The arena itself compares every hourly figure of every job with those expected. */
  @Test
  void everyJobGivesTheExpectedFigures(@TempDir Path work) throws Exception {
    try (Arena arena = Arena.open(Scale.TINY, work)) {
      Map<JobKind, List<JobRun>> runs = arena.inTurns(List.of(JobKind.values()), 1);

      assertThat(runs).containsOnlyKeys(JobKind.values());
      assertThat(runs.values())
          .allSatisfy(
              taken -> {
                assertThat(taken.get(0).wallSeconds()).isPositive();
                assertThat(taken.get(0).processorSeconds()).isPositive();
              });
      assertThat(runs.get(JobKind.OWN).get(0).recordsInto("publish"))
          .isGreaterThanOrEqualTo(arena.expectedLines());
      WholeJobRow row = new WholeJobRow("J0", "own job ÷ peer", JobKind.FLINK_SQL, 1);
      assertThat(row.section(runs, arena.records()).text())
          .contains("## J0: own job ÷ peer", "| Tidemark |", "| Flink SQL |", "Ratio");
    }
  }
}
