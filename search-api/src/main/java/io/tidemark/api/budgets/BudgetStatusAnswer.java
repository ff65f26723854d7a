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
 * Budgets and their accounts in the running period.
 *
 * @param generatedAt time of the response
 */
record BudgetStatusAnswer(Instant generatedAt, List<BudgetStatus> budgets) {

  /**
   * One budget.
   *
   * @param currency of budgets of cost; absent for others
   * @param per the dimension of which each value has an account, or {@code none}
   * @param mode {@code watch}, {@code shadow} or {@code enforce}
   * @param state {@code ok}, {@code failed} when the last evaluation failed, or {@code inactive}
   *     outside of its period
   * @param reason why the evaluation failed; null when it did not
   * @param periodKind {@code day}, {@code week}, {@code month}, {@code quarter}, {@code year} or
   *     {@code once}
   * @param period the running period; null outside of one
   * @param amount of an account without an override
   * @param warnAt percents at which messages are sent
   * @param countedThrough when the newest usage was counted; null without usage
   * @param finalThrough usage before this time is final; null while none is
   * @param completeFrom usage of the period from this time on is complete; {@code used} includes
   *     earlier usage as far as it is kept; absent if all of the period is kept
   * @param evaluatedAt when the usage was read
   * @param accountsTotal accounts with usage, or one without a dimension
   * @param accounts those with most of their amount used, first
   */
  record BudgetStatus(
      String budget,
      long revision,
      String workload,
      String measure,
      @JsonInclude(JsonInclude.Include.NON_NULL) String currency,
      String per,
      String mode,
      String state,
      @Schema(nullable = true) String reason,
      String periodKind,
      @Schema(nullable = true) BudgetPeriod period,
      String amount,
      List<Integer> warnAt,
      @Schema(nullable = true) Instant countedThrough,
      @Schema(nullable = true) Instant finalThrough,
      @JsonInclude(JsonInclude.Include.NON_NULL) Instant completeFrom,
      Instant evaluatedAt,
      int accountsTotal,
      List<BudgetAccount> accounts) {}

  /**
   * A period.
   *
   * @param to end, exclusive; null when it never ends
   */
  record BudgetPeriod(Instant from, @Schema(nullable = true) Instant to, String timeZone) {}

  /**
   * One account.
   *
   * @param value of the dimension; null without a dimension
   * @param label name that the directory has for the value; absent without one
   * @param used counted so far, provisional windows included
   * @param atLeast the part of it that no later event takes back
   * @param amount of this account
   * @param remaining amount less usage, not below 0
   * @param projected expected usage at the end of the period; null at its beginning and without
   *     usage
   * @param level the highest level that the usage has reached; null below all
   */
  record BudgetAccount(
      @Schema(nullable = true) String value,
      @JsonInclude(JsonInclude.Include.NON_NULL) String label,
      String used,
      String atLeast,
      String amount,
      String remaining,
      double percent,
      @Schema(nullable = true) String projected,
      Integer level) {}
}
