/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Periods by the clock of a zone. */
@Tag("fast")
class PeriodTest {

  @ParameterizedTest
  @CsvSource({
    "DAY,     Asia/Shanghai,    2026-11-29T07:41:30Z, 2026-11-28T16:00:00Z, 2026-11-29T16:00:00Z",
    "DAY,     Europe/Berlin,    2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "DAY,     Europe/Berlin,    2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    "DAY,     America/St_Johns, 2026-03-08T12:00:00Z, 2026-03-08T03:30:00Z, 2026-03-09T02:30:00Z",
    "DAY,     America/Santiago, 2026-09-06T12:00:00Z, 2026-09-06T04:00:00Z, 2026-09-07T03:00:00Z",
    "DAY,     Asia/Kolkata,     2026-03-12T18:29:59Z, 2026-03-11T18:30:00Z, 2026-03-12T18:30:00Z",
    "WEEK,    UTC,              2026-03-15T23:59:59Z, 2026-03-09T00:00:00Z, 2026-03-16T00:00:00Z",
    "WEEK,    UTC,              2026-03-16T00:00:00Z, 2026-03-16T00:00:00Z, 2026-03-23T00:00:00Z",
    "WEEK,    Europe/Berlin,    2026-03-29T12:00:00Z, 2026-03-22T23:00:00Z, 2026-03-29T22:00:00Z",
    "MONTH,   UTC,              2028-02-29T12:00:00Z, 2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
    "MONTH,   Asia/Shanghai,    2026-12-31T17:00:00Z, 2026-12-31T16:00:00Z, 2027-01-31T16:00:00Z",
    "QUARTER, UTC,              2026-05-31T12:00:00Z, 2026-04-01T00:00:00Z, 2026-07-01T00:00:00Z",
    "QUARTER, UTC,              2026-12-31T12:00:00Z, 2026-10-01T00:00:00Z, 2027-01-01T00:00:00Z",
    "QUARTER, Europe/Berlin,    2026-03-31T21:59:59Z, 2025-12-31T23:00:00Z, 2026-03-31T22:00:00Z",
    "YEAR,    Asia/Shanghai,    2026-06-01T00:00:00Z, 2025-12-31T16:00:00Z, 2026-12-31T16:00:00Z"
  })
  void startsAndEndsWithTheLocalCalendar(
      Period period, String zone, Instant time, Instant from, Instant to) {
    assertThat(period.spanAt(time, ZoneId.of(zone))).isEqualTo(new Span(from, to));
  }

  @Test
  void followsUponTheOneBeforeWithoutGapInEveryZone() {
    long seed = 20_260_329L;
    Random random = new Random(seed);
    for (String name : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(name);
      for (Period period : Period.values()) {
        if (period == Period.ONCE) {
          continue;
        }
        Instant time =
            Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(63_000_000));
        Span span = period.spanAt(time, zone);
        String which = period + " of " + name + " at " + time + ", seed " + seed;

        assertThat(span.contains(time)).as(which).isTrue();
        assertThat(period.spanAt(span.from(), zone)).as(which).isEqualTo(span);
        assertThat(period.spanAt(span.to(), zone).from()).as(which).isEqualTo(span.to());
        assertThat(period.spanAt(span.from().minus(Duration.ofMillis(1)), zone).to())
            .as(which)
            .isEqualTo(span.from());
      }
    }
  }
}
