/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class BoundedClockTest {

  private static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

  private final ManualClock clock = new ManualClock(BEGINNING);
  private long nanos = -3;
  private final BoundedClock bounded = new BoundedClock(clock, () -> nanos);

  @Test
  void isTheClockWhileTimePasses() {
    for (int i = 0; i < 5; i++) {
      pass(Duration.ofMillis(250L * i));
      assertThat(bounded.millis()).isEqualTo(clock.millis());
    }
  }

  /** A correction of the clock, or steps of a counter that are shorter than a millisecond. */
  @Test
  void isTheClockWhenThatGoesALittleFaster() {
    for (int i = 0; i < 20; i++) {
      pass(Duration.ofNanos(300_000));
      clock.advanceBy(Duration.ofNanos(200_000));
      assertThat(bounded.millis()).isBetween(clock.millis() - 1, clock.millis());
    }
    assertThat(clock.instant()).isEqualTo(BEGINNING.plusMillis(10));
  }

  @Test
  void catchesUpWithAClockThatWasSetAhead() {
    clock.advanceBy(Duration.ofHours(8));
    assertThat(bounded.millis()).isEqualTo(BEGINNING.toEpochMilli());
    pass(Duration.ofSeconds(2));
    assertThat(bounded.millis()).isEqualTo(BEGINNING.plusSeconds(120).toEpochMilli());
    pass(Duration.ofMinutes(9));
    assertThat(bounded.millis()).isEqualTo(clock.millis());
  }

  /** As that of a machine that starts without the time of day. */
  @Test
  void believesAClockThatStaysAhead() {
    clock.advanceBy(Duration.ofDays(9_000));
    bounded.millis();
    pass(Duration.ofHours(6).minusMillis(1));
    assertThat(bounded.millis()).isLessThan(BEGINNING.plus(Duration.ofDays(16)).toEpochMilli());
    pass(Duration.ofMillis(1));
    assertThat(bounded.millis()).isEqualTo(clock.millis());
  }

  @Test
  void followsAClockThatIsSetBackAtOnce() {
    clock.advanceBy(Duration.ofHours(-8));
    assertThat(bounded.millis()).isEqualTo(clock.millis());
    pass(Duration.ofSeconds(1));
    assertThat(bounded.millis()).isEqualTo(clock.millis());
  }

  private void pass(Duration time) {
    clock.advanceBy(time);
    nanos += time.toNanos();
  }
}
