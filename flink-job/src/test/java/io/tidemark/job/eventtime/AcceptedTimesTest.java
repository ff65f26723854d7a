/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.deadletters.DeadLetterReason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AcceptedTimesTest {

  private static final long NOON = millis("2026-03-31T12:00:00Z");

  private final AcceptedTimes times =
      new AcceptedTimes(Duration.ofMinutes(10), Duration.ofDays(30));

  @Test
  void acceptsTenMinutesAheadOfTheClockAndNoMore() {
    long last = millis("2026-03-31T12:10:00Z");
    assertThat(times.refusal(last, NOON)).isNull();
    assertThat(times.refusal(last + 1, NOON)).isEqualTo(DeadLetterReason.FUTURE);
  }

  @Test
  void acceptsTodayAndTwentyNineWholeDaysBefore() {
    long first = millis("2026-03-02T00:00:00Z");
    assertThat(times.refusal(first, NOON)).isNull();
    assertThat(times.refusal(first - 1, NOON)).isEqualTo(DeadLetterReason.EXPIRED);
  }

  @Test
  void aDayIsNoLongerAcceptedFromTheMomentAtWhichItIsDeleted() {
    long day = millis("2026-03-01T12:00:00Z");
    assertThat(times.refusal(day, millis("2026-03-31T00:00:00Z") - 1)).isNull();
    assertThat(times.refusal(day, millis("2026-03-31T00:00:00Z")))
        .isEqualTo(DeadLetterReason.EXPIRED);
  }

  @Test
  void theFarEndsOfTimeAreRefused() {
    assertThat(times.refusal(Long.MAX_VALUE, NOON)).isEqualTo(DeadLetterReason.FUTURE);
    assertThat(times.refusal(Long.MIN_VALUE, NOON)).isEqualTo(DeadLetterReason.EXPIRED);
    assertThat(times.explain(DeadLetterReason.FUTURE, Long.MAX_VALUE, NOON))
        .endsWith("is ahead of 2026-03-31T12:10:00Z, the last one accepted");
    assertThat(times.explain(DeadLetterReason.EXPIRED, 0, NOON))
        .isEqualTo(
            "event time 1970-01-01T00:00:00Z is before 2026-03-02T00:00:00Z, the first day kept");
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
