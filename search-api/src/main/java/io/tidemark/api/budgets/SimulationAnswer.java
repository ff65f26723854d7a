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
 * The result of trying a budget on the past.
 *
 * @param from start of the hours that were read
 * @param generatedAt time of the response
 * @param crossings how many levels would have fired in all periods
 * @param periods the oldest first; the first one may be cut where hours are no longer kept
 */
record SimulationAnswer(
    Instant from, Instant generatedAt, int crossings, List<SimulatedPeriod> periods) {

  /**
   * One period.
   *
   * @param to end, exclusive; null when it never ends
   * @param accounts accounts with usage
   * @param accountsReached accounts that reached a level; the crossings are of the 50 that used
   *     most
   */
  record SimulatedPeriod(
      Instant from,
      @Schema(nullable = true) Instant to,
      int accounts,
      int accountsReached,
      List<SimulatedCrossing> crossings) {}

  /**
   * A level that would have fired.
   *
   * @param value of the dimension; null without a dimension
   * @param at end of the hour in which it was reached
   * @param used until then
   * @param after used in the rest of the period
   * @param afterBy the three users who used most of it; absent for budgets by user, and from the
   *     21st crossing on
   */
  record SimulatedCrossing(
      @Schema(nullable = true) String value,
      int level,
      Instant at,
      String used,
      String amount,
      String after,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<UserUsage> afterBy) {}

  /**
   * The part of a user in what was used after a level.
   *
   * @param userId null if unknown
   */
  record UserUsage(@Schema(nullable = true) String userId, String used) {}
}
