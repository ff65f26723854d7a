/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PublicationScheduleTest {

  private static final long MINUTE = 60_000;

  @Test
  void turnsBeginWithTheNextInterval() {
    PublicationSchedule schedule = new PublicationSchedule(MINUTE, 10);

    assertThat(schedule.turnAfter(1)).isEqualTo(MINUTE);
    assertThat(schedule.turnAfter(2)).isEqualTo(MINUTE + 100);
    assertThat(schedule.stretchAt(3)).isEqualTo(200);
  }

  @Test
  void halfAMillionDocumentsKeepToTheBudgetAndStretchTheInterval() {
    PublicationSchedule schedule = new PublicationSchedule(MINUTE, 500);
    long last = 0;
    for (int i = 0; i < 500_000; i++) {
      last = schedule.turnAfter(1);
    }

    assertThat(last).isBetween(MINUTE + 999_000, MINUTE + 1_000_000);
    assertThat(schedule.turnAfter(2)).isGreaterThanOrEqualTo(last);
  }

  @Test
  void unusedTurnsAreNotSavedUp() {
    PublicationSchedule schedule = new PublicationSchedule(MINUTE, 10);
    schedule.turnAfter(1);

    assertThat(schedule.turnAfter(10 * MINUTE + 1)).isEqualTo(11 * MINUTE);
    assertThat(schedule.turnAfter(10 * MINUTE + 1)).isEqualTo(11 * MINUTE + 100);
  }

  @Test
  void aClockThatIsSetBackTakesTheTurnsAlong() {
    PublicationSchedule schedule = new PublicationSchedule(MINUTE, 10);
    schedule.turnAfter(60 * MINUTE + 1);
    schedule.turnAfter(60 * MINUTE + 1);

    assertThat(schedule.turnAfter(1)).as("behind those two").isEqualTo(MINUTE + 200);
    assertThat(schedule.turnAfter(2)).isEqualTo(MINUTE + 300);
    assertThat(schedule.stretchAt(3)).isEqualTo(400);
  }
}
