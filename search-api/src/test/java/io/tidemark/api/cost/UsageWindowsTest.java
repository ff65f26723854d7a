/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.workload.Workload;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class UsageWindowsTest {

  /** Clocks of Havana go from 00:00 to 01:00 on 8 March 2026. */
  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-03-08T00:00:00Z, true",
    "UTC, 2026-03-08T05:00:00Z, false",
    "Asia/Kolkata, 2026-03-07T18:30:00Z, true",
    "America/Havana, 2026-03-07T05:00:00Z, true",
    "America/Havana, 2026-03-08T05:00:00Z, true",
    "America/Havana, 2026-03-08T06:00:00Z, false",
    "America/Havana, 2026-03-09T04:00:00Z, true"
  })
  void daysBeginWhereClocksSkipMidnight(String zone, Instant time, boolean start) {
    UsageWindows days = UsageWindows.daysOf(Workload.MODEL_CALLS, ZoneId.of(zone));

    assertThat(days.isStartOfDay(time)).isEqualTo(start);
  }
}
