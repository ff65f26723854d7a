/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Medians and maxima by hour of the local week. */
@Tag("fast")
class HourOfWeekProfileTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void takesTheMedianAndMaximumOfEachHourOfTheWeek() {
    double[] hourly = new double[4 * 168];
    for (int week = 0; week < 4; week++) {
      // Monday 09:00 in Shanghai is Monday 01:00 in UTC.
      hourly[week * 168 + 1] = new double[] {10, 1_000, 20, 30}[week];
    }

    HourOfWeekProfile profile = HourOfWeekProfile.of(MONDAY, hourly, SHANGHAI);

    assertThat(profile.median(DayOfWeek.MONDAY, 9)).isEqualTo(25);
    assertThat(profile.maximum(DayOfWeek.MONDAY, 9)).isEqualTo(1_000);
    assertThat(profile.median(DayOfWeek.TUESDAY, 9)).isZero();
    assertThat(profile.hours()).isEqualTo(4 * 168);
  }

  @Test
  void addsUpExpectedHoursAndPartsOfThem() {
    double[] hourly = new double[168];
    Arrays.fill(hourly, 60);
    hourly[10] = 120;
    HourOfWeekProfile profile = HourOfWeekProfile.of(MONDAY, hourly, ZoneOffset.UTC);

    Instant nextWeek = Instant.parse("2026-03-09T09:30:00Z");

    assertThat(profile.expectedSum(nextWeek, nextWeek.plusSeconds(2 * 3_600)))
        .isCloseTo(30 + 120 + 30, within(1e-9));
    assertThat(profile.expectedSum(nextWeek, nextWeek)).isZero();
  }

  @Test
  void skipsUnknownHoursAndExpectsTheMedianOfAllWhereNoneIsKnown() {
    double[] hourly = {4, Double.NaN, 6};
    HourOfWeekProfile profile = HourOfWeekProfile.of(MONDAY, hourly, ZoneOffset.UTC);

    assertThat(profile.median(DayOfWeek.MONDAY, 1)).isNaN();
    assertThat(profile.maximum(DayOfWeek.MONDAY, 1)).isNaN();
    assertThat(profile.expectedHour(MONDAY.plusSeconds(3_600))).isEqualTo(5);
    assertThat(profile.hours()).isEqualTo(2);
  }

  @Test
  void countsTheRepeatedHourWhenClocksGoBack() {
    ZoneId newYork = ZoneId.of("America/New_York");
    // Clocks go from 02:00 back to 01:00 at 06:00 UTC.
    double[] hourly = {7, 9};
    HourOfWeekProfile profile =
        HourOfWeekProfile.of(Instant.parse("2026-11-01T05:00:00Z"), hourly, newYork);

    assertThat(profile.median(DayOfWeek.SUNDAY, 1)).isEqualTo(8);
    assertThat(profile.median(DayOfWeek.SUNDAY, 2)).isNaN();
  }

  @Test
  void expectsNothingFromNothing() {
    HourOfWeekProfile profile = HourOfWeekProfile.of(MONDAY, new double[0], ZoneOffset.UTC);

    assertThat(profile.expectedSum(MONDAY, MONDAY.plusSeconds(86_400))).isZero();
  }
}
