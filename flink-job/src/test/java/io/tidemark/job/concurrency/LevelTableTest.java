/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.hours.FoldedHours;
import io.tidemark.model.comfyui.RunOutcome;
import io.tidemark.model.comfyui.RunView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LevelTableTest {

  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final int RUNS = 1_000_000;

  /** The tenant's hours are published by one subtask, which must not see a million records. */
  @Test
  void aMillionRunsOfATenantInAnHourGoOnAsOnePart() {
    LevelTable table = new LevelTable(FoldedHours.HOURS, List.of(ConcurrencyDimension.TENANT));
    for (int i = 0; i < RUNS; i++) {
      long start = TEN + i * 3L;
      table.change(null, run(start, start + 2_000), TEN);
    }
    List<LevelPart> parts = new ArrayList<>();
    table.drain(parts::add);

    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).windowStart).isEqualTo(TEN);
    assertThat(parts.get(0).events).isEqualTo(2L * RUNS);
    assertThat(parts.get(0).changes.net()).isZero();
    assertThat(parts.get(0).changes.last()).isEqualTo(3 * (RUNS - 1) + 2_000);
    assertThat(table.size()).isZero();
  }

  private static RunView run(long start, long end) {
    return new RunView(
        "acme", null, null, null, null, "api", 2, RunOutcome.SUCCEEDED, start, start, end);
  }
}
