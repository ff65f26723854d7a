/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Set;

/** How busy a minute of the week is, in UTC, as a multiple of the average. */
final class Weekly {

  private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final int BUSIEST_MINUTE = 14 * 60;
  private static final double SWING = 0.75;
  private static final double WEEKEND_FACTOR = 0.5;

  /** Makes the factors of all minutes of a week 1 on average. */
  private static final double SCALE = 7 / (5 + 2 * WEEKEND_FACTOR);

  private Weekly() {}

  static double computeFactor(Instant minute) {
    ZonedDateTime time = minute.atZone(ZoneOffset.UTC);
    double angle =
        2 * Math.PI * (time.getHour() * 60 + time.getMinute() - BUSIEST_MINUTE) / (24 * 60);
    double day = WEEKEND.contains(time.getDayOfWeek()) ? WEEKEND_FACTOR : 1;
    return SCALE * day * (1 + SWING * Math.cos(angle));
  }
}
