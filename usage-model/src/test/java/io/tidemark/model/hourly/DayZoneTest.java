/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class DayZoneTest {

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-11-22T23:59:59.999Z, 2026-11-22T00:00:00Z, 1440",
    "Asia/Shanghai, 2026-11-22T16:00:00Z, 2026-11-22T16:00:00Z, 1440",
    "Pacific/Kiritimati, 2026-10-31T09:59:59Z, 2026-10-30T10:00:00Z, 1440",
    "Pacific/Pago_Pago, 2026-11-01T10:59:59Z, 2026-10-31T11:00:00Z, 1440",
    "Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 1380",
    "Europe/Berlin, 2026-10-25T22:59:59Z, 2026-10-24T22:00:00Z, 1500"
  })
  void cutsDaysAsClocksShowThem(String zone, Instant moment, Instant start, long minutes) {
    DayZone days = new DayZone(ZoneId.of(zone));
    long begin = days.startOf(moment.toEpochMilli());

    assertThat(Instant.ofEpochMilli(begin)).isEqualTo(start);
    assertThat(Duration.ofMillis(days.endOf(begin) - begin).toMinutes()).isEqualTo(minutes);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T00:00:00Z, 2026-11-22T00:00:00Z",
    "2026-11-22T00:00:00.001Z, 2026-11-23T00:00:00Z"
  })
  void findsTheFirstWholeDay(Instant moment, Instant first) {
    assertThat(Instant.ofEpochMilli(DayZone.UTC.firstFrom(moment.toEpochMilli()))).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "Asia/Shanghai, 60, true",
    "Europe/Berlin, 60, true",
    "Asia/Kolkata, 60, false",
    "Asia/Kolkata, 30, true",
    "Asia/Kathmandu, 30, false",
    "Asia/Kathmandu, 15, true",
    "Australia/Lord_Howe, 60, false"
  })
  void acceptsZonesWhoseDaysAreWholeWindows(String zone, int minutes, boolean accepted) {
    assertThat(
            new DayZone(ZoneId.of(zone))
                .isMadeOf(new Window(Duration.ofMinutes(minutes).toMillis())))
        .isEqualTo(accepted);
  }

  @Test
  void isNamedAsInRequests() {
    assertThat(DayZone.UTC.name()).isEqualTo("UTC");
  }
}
