/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class FlushScheduleTest {

  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final long DAY = Duration.ofDays(1).toMillis();

  @Test
  void isDueOnlyIfNothingElseHasFlushedLately() {
    FlushSchedule flushes = new FlushSchedule(TEN_SECONDS, 0);
    flushes.flushed(4_000);

    assertThat(flushes.isDue(10_000)).isFalse();
    assertThat(flushes.next()).isEqualTo(14_000);
    assertThat(flushes.isDue(14_000)).isTrue();
  }

  /** Timers run after a delay, whatever the clock says then. */
  @Test
  void isDueAfterTheClockWasSetBack() {
    FlushSchedule flushes = new FlushSchedule(TEN_SECONDS, DAY);

    assertThat(flushes.isDue(5_000)).isFalse();
    assertThat(flushes.next()).isEqualTo(15_000);
    assertThat(flushes.isDue(15_000)).isTrue();
  }
}
