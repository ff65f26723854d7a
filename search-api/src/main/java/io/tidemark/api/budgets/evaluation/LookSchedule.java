/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.budgets.definition.Mode;
import io.tidemark.api.budgets.definition.Percent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a budget is looked at again: after a quarter of the time that the first of its accounts
 * needs to its next level at twice its speed.
 */
final class LookSchedule {

  private static final int LONGEST_IN_TICKS = 20;
  private static final int PARTS = 4;
  private static final double SPEED_FACTOR = 2;

  private final Duration shortest;
  private final Duration longest;

  /**
   * A schedule.
   *
   * @param tick the shortest time between two looks; the longest is 20 times as much
   */
  LookSchedule(Duration tick) {
    this.shortest = tick;
    this.longest = tick.multipliedBy(LONGEST_IN_TICKS);
  }

  /**
   * The time until the next look.
   *
   * @param before the look before in the same period; null when there was none
   */
  Duration computePause(BudgetState before, BudgetState now) {
    if (now.budget().mode() != Mode.WATCH || !now.fault().isEmpty() || now.span() == null) {
      return shortest;
    }
    Duration least = longest;
    for (String value : now.usage().accounts().keySet()) {
      Duration pause = computePause(before, now, value);
      least = pause.compareTo(least) < 0 ? pause : least;
    }
    Duration rest = Duration.between(now.evaluatedAt(), now.span().to());
    least = rest.compareTo(least) < 0 ? rest : least;
    return least.compareTo(shortest) < 0 ? shortest : least;
  }

  private Duration computePause(BudgetState before, BudgetState now, String value) {
    BigDecimal used = now.usedOf(value).atLeast();
    List<Integer> levels = now.budget().warnAt();
    BigDecimal amount = now.amountOf(value);
    double missing =
        LevelRules.findNext(levels, used, amount)
            .map(level -> Percent.takePart(amount, level).subtract(used).doubleValue())
            .orElse(Double.POSITIVE_INFINITY);
    double speed = Math.max(speedOfPeriod(now, used), speedOfLook(before, now, value));
    double seconds = missing / (speed * SPEED_FACTOR) / PARTS;
    return seconds < longest.toSeconds() ? Duration.ofSeconds((long) seconds) : longest;
  }

  private static double speedOfPeriod(BudgetState now, BigDecimal used) {
    return used.doubleValue() / countSeconds(now.span().from(), now.evaluatedAt());
  }

  private static double speedOfLook(BudgetState before, BudgetState now, String value) {
    if (before == null || !now.span().equals(before.span())) {
      return 0;
    }
    BigDecimal more = now.usedOf(value).used().subtract(before.usedOf(value).used());
    return Math.max(0, more.doubleValue()) / countSeconds(before.evaluatedAt(), now.evaluatedAt());
  }

  private static double countSeconds(Instant from, Instant to) {
    return Math.max(1, Duration.between(from, to).toSeconds());
  }
}
