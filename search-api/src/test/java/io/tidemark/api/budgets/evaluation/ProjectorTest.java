/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.forecast.HourOfWeekProfile;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Projections to the end of a period. */
@Tag("fast")
class ProjectorTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant DAY = Instant.parse("2026-03-11T16:00:00Z");
  private static final Span SPAN = new Span(DAY, DAY.plus(Duration.ofDays(1)));
  private static final BigDecimal USED = BigDecimal.valueOf(600);

  @Test
  void goesOnInAStraightLineWithLittleHistory() {
    Projector noon = new Projector(null, SPAN, DAY.plus(Duration.ofHours(12)), 0);

    assertThat(noon.project(USED)).contains(BigDecimal.valueOf(1_200));
  }

  @Test
  void followsTheUsualHoursOfTheWeek() {
    // For four weeks, usage from 09:00 to 18:00 alone; the level today is five times as high.
    Instant start = DAY.minus(Duration.ofDays(28));
    double[] hours = new double[28 * 24];
    for (int i = 0; i < hours.length; i++) {
      hours[i] = i % 24 >= 9 && i % 24 < 18 ? 20 : 0;
    }
    HourOfWeekProfile profile = HourOfWeekProfile.of(start, hours, ZONE);

    assertThat(new Projector(profile, SPAN, DAY.plus(Duration.ofHours(15)), 0).project(USED))
        .contains(BigDecimal.valueOf(900));
    assertThat(new Projector(profile, SPAN, DAY.plus(Duration.ofHours(20)), 0).project(USED))
        .contains(USED);
    // Before the usual hours nothing scales: a straight line.
    assertThat(new Projector(profile, SPAN, DAY.plus(Duration.ofHours(6)), 0).project(USED))
        .contains(BigDecimal.valueOf(2_400));
  }

  @Test
  void saysNothingInTheFirstTwentiethOfAPeriod() {
    Duration part = Duration.ofMinutes(72);

    assertThat(new Projector(null, SPAN, DAY.plus(part).minusMillis(1), 0).project(USED)).isEmpty();
    assertThat(new Projector(null, SPAN, DAY.plus(part), 0).project(USED)).isPresent();
  }

  @Test
  void saysNothingWithoutUsageOrEnd() {
    Instant noon = DAY.plus(Duration.ofHours(12));

    assertThat(new Projector(null, SPAN, noon, 0).project(BigDecimal.ZERO)).isEmpty();
    assertThat(new Projector(null, new Span(DAY, Span.OPEN), noon, 0).project(USED)).isEmpty();
    assertThat(Projector.none().project(USED)).isEmpty();
  }
}
