/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Windows over zones and days on which clocks change. */
@Tag("fast")
class MonitorWindowTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @EnumSource(MonitorWindow.class)
  void aSeriesHasNoHoleWhereClocksChange(MonitorWindow kind) {
    Instant end = Instant.parse("2026-11-10T00:00:00Z");
    Window window = kind.at(Instant.parse("2026-03-20T07:41:00Z"), BERLIN);
    while (window.to().isBefore(end)) {
      Window next = kind.next(window, BERLIN);
      assertThat(kind.previous(next, BERLIN)).isEqualTo(window);
      if (kind != MonitorWindow.DAYS_7) {
        assertThat(next.from()).isEqualTo(window.to());
      }
      assertThat(next.to()).isAfter(window.to());
      window = next;
    }
  }

  @Test
  void daysHave23And25Hours() {
    Window spring = MonitorWindow.DAY.at(Instant.parse("2026-03-29T12:00:00Z"), BERLIN);
    Window autumn = MonitorWindow.DAY.at(Instant.parse("2026-10-25T12:00:00Z"), BERLIN);
    assertThat(Duration.between(spring.from(), spring.to())).hasHours(23);
    assertThat(Duration.between(autumn.from(), autumn.to())).hasHours(25);
    assertThat(autumn.daysBefore(7, BERLIN))
        .isEqualTo(
            new Window(
                Instant.parse("2026-10-17T22:00:00Z"), Instant.parse("2026-10-18T22:00:00Z")));
  }

  @Test
  void longWindowsStartAtLocalMidnight() {
    ZoneId shanghai = ZoneId.of("Asia/Shanghai");
    Instant time = Instant.parse("2026-03-12T17:30:00Z");
    assertThat(MonitorWindow.HOURS_12.at(time, shanghai).from()).isEqualTo("2026-03-12T16:00:00Z");
    assertThat(MonitorWindow.HOURS_1.at(time, shanghai).from()).isEqualTo("2026-03-12T17:00:00Z");
    assertThat(MonitorWindow.MINUTES_15.at(time, shanghai).to()).isEqualTo("2026-03-12T17:45:00Z");
  }

  @Test
  void sevenDaysEndWithEachDay() {
    Window window = MonitorWindow.DAYS_7.at(Instant.parse("2026-03-12T12:00:00Z"), BERLIN);
    assertThat(window.from()).isEqualTo("2026-03-05T23:00:00Z");
    assertThat(window.to()).isEqualTo("2026-03-12T23:00:00Z");
    assertThat(MonitorWindow.DAYS_7.before(window, BERLIN).to()).isEqualTo(window.from());
    assertThat(MonitorWindow.DAYS_7.endedBy(Instant.parse("2026-03-12T12:00:00Z"), BERLIN).to())
        .isEqualTo("2026-03-11T23:00:00Z");
  }
}
