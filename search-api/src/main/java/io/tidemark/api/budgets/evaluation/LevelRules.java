/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.budgets.definition.Percent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Which level an account has reached. */
public final class LevelRules {

  private LevelRules() {}

  /** The highest of {@code levels} that {@code used} has reached. */
  public static Optional<Integer> findHighest(
      List<Integer> levels, BigDecimal used, BigDecimal amount) {
    return levels.stream()
        .filter(level -> Percent.isReached(used, amount, level))
        .max(Integer::compare);
  }

  /** The lowest of {@code levels} that {@code used} has not reached. */
  static Optional<Integer> findNext(List<Integer> levels, BigDecimal used, BigDecimal amount) {
    return levels.stream()
        .filter(level -> !Percent.isReached(used, amount, level))
        .min(Integer::compare);
  }
}
