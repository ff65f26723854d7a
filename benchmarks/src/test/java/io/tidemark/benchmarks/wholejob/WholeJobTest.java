/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.input.InputKind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeJobTest {

  /** The arena itself compares every hourly figure of every job with those expected. */
  @Test
  void everyJobOverCallsGivesTheExpectedFigures(@TempDir Path work) throws Exception {
    try (Arena arena = Arena.open(InputKind.CALLS, Scale.TINY, work)) {
      Map<JobKind, List<JobRun>> runs = arena.inTurns(jobsOver(InputKind.CALLS), 1);

      assertTimesWereTaken(runs);
      assertThat(runs.get(JobKind.OWN).get(0).recordsInto("publish"))
          .isGreaterThanOrEqualTo(arena.expectedLines());
      WholeJobRow row = new WholeJobRow("J0", "own job ÷ peer", JobKind.OWN, JobKind.FLINK_SQL, 1);
      assertThat(row.section(runs, arena.records()).text())
          .contains("## J0: own job ÷ peer", "| Tidemark |", "| Flink SQL |", "Ratio");
    }
  }

  @Test
  void everyJobOverRunsGivesTheExpectedFigures(@TempDir Path work) throws Exception {
    try (Arena arena = Arena.open(InputKind.STEPS, Scale.TINY, work)) {
      Map<JobKind, List<JobRun>> runs = arena.inTurns(jobsOver(InputKind.STEPS), 1);

      assertTimesWereTaken(runs);
      assertThat(runs.get(JobKind.OWN_RUNS).get(0).recordsInto("publish concurrency"))
          .isGreaterThanOrEqualTo(arena.expectedLines());
      assertThat(new ConcurrencyRow().section(runs, arena.records()).text())
          .contains("## J10", "| Tidemark |", "| Flink SQL |", "Ratio", "a second and core");
    }
  }

  private static List<JobKind> jobsOver(InputKind input) {
    return Arrays.stream(JobKind.values()).filter(kind -> kind.input() == input).toList();
  }

  private static void assertTimesWereTaken(Map<JobKind, List<JobRun>> runs) {
    assertThat(runs.values())
        .isNotEmpty()
        .allSatisfy(
            taken -> {
              assertThat(taken.get(0).wallSeconds()).isPositive();
              assertThat(taken.get(0).processorSeconds()).isPositive();
            });
  }
}
