/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DisorderBoundTest {

  private static final long FIVE_MINUTES = Duration.ofMinutes(5).toMillis();
  private static final Clock EVENING =
      Clock.fixed(Instant.parse("2026-03-01T20:00:00Z"), ZoneOffset.UTC);

  private final DisorderBound bound = new DisorderBound(FIVE_MINUTES, EVENING);

  @Test
  void isUnknownBeforeTheFirstMoment() {
    assertThat(bound.isKnown()).isFalse();
  }

  @Test
  void anHourIsCompleteAtFivePast() {
    long lastOfHour = millis("2026-03-01T11:00:00Z") - 1;
    bound.see(millis("2026-03-01T11:05:00Z") - 1);
    assertThat(bound.watermark()).isLessThan(lastOfHour);
    bound.see(millis("2026-03-01T11:05:00Z"));
    assertThat(bound.watermark()).isEqualTo(lastOfHour);
  }

  @Test
  void neverGoesBack() {
    bound.see(millis("2026-03-01T11:05:00Z"));
    bound.see(millis("2026-03-01T09:00:00Z"));
    assertThat(bound.watermark()).isEqualTo(millis("2026-03-01T11:00:00Z") - 1);
  }

  @Test
  void aFastClockOfAProducerMovesItNoFurtherThanOurs() {
    bound.see(millis("2026-03-01T20:09:00Z"));
    assertThat(bound.watermark()).isEqualTo(millis("2026-03-01T19:55:00Z") - 1);
  }

  @Test
  void takesMomentsBefore1970() {
    bound.see(-1);
    assertThat(bound.watermark()).isEqualTo(-2 - FIVE_MINUTES);
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
