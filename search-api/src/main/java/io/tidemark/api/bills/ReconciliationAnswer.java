/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Bills next to our own account.
 *
 * @param from start of the first day
 * @param currency ISO 4217 code of all amounts; null while the tenant has no price list
 * @param verdicts how many lines have each verdict
 */
record ReconciliationAnswer(
    Instant from,
    Instant to,
    @Schema(nullable = true) Instant finalThrough,
    Instant generatedAt,
    @Schema(nullable = true) String currency,
    Instant pricesAsOf,
    Map<String, Integer> verdicts,
    List<ReconciledLine> lines) {

  /**
   * One day, model and token class.
   *
   * @param model null where the bill names none
   * @param tokenClass a class of price lists; {@code total} for all tokens together
   * @param verdict agrees, day_boundary, only_there, only_here, quantity_differs, price_differs,
   *     unexplained or too_early
   * @param billed what the provider bills; null when it bills none
   * @param counted what we counted; null when we counted none
   * @param beside what may explain a difference
   */
  record ReconciledLine(
      LocalDate day,
      String provider,
      @Schema(nullable = true) String model,
      String tokenClass,
      String verdict,
      @Schema(nullable = true) Side billed,
      @Schema(nullable = true) Side counted,
      Beside beside) {}

  /** Decimal texts; null where a number is not known. */
  record Side(@Schema(nullable = true) String quantity, @Schema(nullable = true) String amount) {}

  /**
   * Events of the day that are not in our quantities, or came late.
   *
   * @param lateEvents late events of the model's windows
   * @param callsWithoutUsage calls of the model without token counts
   * @param duplicates events of the tenant that repeat others, which are counted once
   * @param rejected events of the tenant that were rejected
   */
  record Beside(long lateEvents, long callsWithoutUsage, long duplicates, long rejected) {}
}
