/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A clock that tests set. */
@Tag("fast")
class ManualClockTest {

  private static final Instant EVENING = Instant.parse("2026-03-12T20:00:00Z");

  private final ManualClock clock = new ManualClock(EVENING);

  @Test
  void standsStillUntilItIsMoved() {
    assertThat(clock.instant()).isEqualTo(EVENING);

    clock.advanceBy(Duration.ofMinutes(5));
    assertThat(clock.instant()).isEqualTo(EVENING.plusSeconds(300));

    clock.setTime(EVENING.minusSeconds(1));
    assertThat(clock.instant()).isEqualTo(EVENING.minusSeconds(1));
  }

  @Test
  void movesTheSameClockOfAnotherZone() {
    Clock shanghai = clock.withZone(ZoneId.of("Asia/Shanghai"));

    clock.advanceBy(Duration.ofHours(1));

    assertThat(shanghai.instant()).isEqualTo(EVENING.plusSeconds(3600));
    assertThat(LocalDate.now(shanghai)).isEqualTo("2026-03-13");
    assertThat(LocalDate.now(clock)).isEqualTo("2026-03-12");
  }
}
