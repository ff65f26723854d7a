/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * Ended periods of a budget.
 *
 * @param periods one for each account and period, the newest first
 */
record BudgetPeriodsAnswer(String budget, List<EndedPeriod> periods) {

  /**
   * One account in an ended period.
   *
   * @param value of the dimension; null without a dimension
   * @param label name that the directory has for the value; absent without one
   * @param measure that the budget had then
   * @param completeFrom usage from this time on was kept when the period was archived; {@code used}
   *     includes what was kept of the time before; absent when all of it was
   * @param recordedAt when the period was archived; later corrections are not part of it
   */
  record EndedPeriod(
      Instant from,
      Instant to,
      @Schema(nullable = true) String value,
      @JsonInclude(JsonInclude.Include.NON_NULL) String label,
      String measure,
      String used,
      String amount,
      double percent,
      List<FiredLevel> levels,
      @JsonInclude(JsonInclude.Include.NON_NULL) Instant completeFrom,
      Instant recordedAt) {}

  /**
   * A level that fired.
   *
   * @param level percent of the amount
   * @param projected whether the projection reached it
   * @param late whether the usage was published after the period had ended
   */
  record FiredLevel(int level, boolean projected, boolean late, Instant at) {}
}
