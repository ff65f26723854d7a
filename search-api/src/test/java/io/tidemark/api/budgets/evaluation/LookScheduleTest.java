/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.usage.AccountUsage;
import io.tidemark.api.budgets.usage.AccountUsage.Used;
import io.tidemark.api.settings.SettingEntry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When budgets are looked at again. */
@Tag("fast")
class LookScheduleTest {

  private static final Instant NOON = Instant.parse("2026-03-12T12:00:00Z");
  private static final Duration TICK = Duration.ofSeconds(30);

  private final LookSchedule schedule = new LookSchedule(TICK);

  @Test
  void waitsAQuarterOfTheTimeToTheNextLevelAtTwiceTheSpeed() {
    // 780 of 1,000 in an hour, 80 to go to 86 %: 369 s at this speed, 184 s at twice, a quarter.
    BudgetState before = state("watch", 0, NOON);
    BudgetState now = state("watch", 780, NOON.plus(Duration.ofHours(1)));

    assertThat(schedule.computePause(before, now)).isEqualTo(Duration.ofSeconds(46));
  }

  @Test
  void waitsTenMinutesAtMostAndATickAtLeast() {
    assertThat(schedule.computePause(null, state("watch", 1, NOON)))
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(schedule.computePause(null, state("watch", 859, NOON))).isEqualTo(TICK);
    assertThat(schedule.computePause(null, state("watch", 2_000, NOON)))
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void looksAtEachTickWhereCallsAreDecidedAndAfterAFailure() {
    assertThat(schedule.computePause(null, state("enforce", 1, NOON))).isEqualTo(TICK);
    assertThat(schedule.computePause(null, state("shadow", 1, NOON))).isEqualTo(TICK);
    assertThat(schedule.computePause(null, state("watch", 1, NOON).failed("down"))).isEqualTo(TICK);
  }

  @Test
  void looksAgainWhenThePeriodEnds() {
    Instant late = Instant.parse("2026-03-12T23:55:00Z");

    assertThat(schedule.computePause(null, state("watch", 1, late)))
        .isEqualTo(Duration.ofMinutes(5));
  }

  private static BudgetState state(String mode, long used, Instant now) {
    SettingEntry<Budget> entry =
        SampleBudgets.create(
            "b",
            "{'match':{'workload':'model-calls'},'measure':'calls','amount':1000,'period':'day',"
                + "'warn_at':[86],'mode':'"
                + mode
                + "'}",
            NOON);
    BigDecimal sum = BigDecimal.valueOf(used);
    return new BudgetState(
        entry,
        entry.value().spanAt(now, NOON).orElseThrow(),
        new AccountUsage(Map.of("", new Used(sum, sum)), now, null),
        Projector.none(),
        Map.of(),
        now,
        "");
  }
}
