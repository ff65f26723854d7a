/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.budgets.definition.Percent;
import io.tidemark.api.budgets.requests.BudgetRequest;
import io.tidemark.api.settings.SettingEntry;
import java.time.Instant;
import java.util.List;

/** Answers about requests for more. */
final class BudgetRequestAnswer {

  private BudgetRequestAnswer() {}

  /**
   * One request.
   *
   * @param value the account; null without a dimension
   * @param measure of the amount; null if an earlier release stored the request
   * @param amount what is asked for, or granted, in addition to the amount of the account
   * @param reason why; null when nothing was said
   * @param state {@code pending}, {@code approved} or {@code denied}
   * @param selfService whether it was granted without an approver
   * @param periodFrom start of the period for which it is
   * @param until end of the grant; null for the period alone
   * @param decidedBy who approved or denied it; null while it is pending and in self-service
   * @param comment of who decided; null when nothing was said
   */
  record RequestDetail(
      String id,
      String budget,
      @Schema(nullable = true) String value,
      @Schema(nullable = true) String measure,
      String amount,
      @Schema(nullable = true) String reason,
      String state,
      boolean selfService,
      Instant periodFrom,
      @Schema(nullable = true) Instant until,
      String askedBy,
      @Schema(nullable = true) String decidedBy,
      @Schema(nullable = true) String comment,
      Instant changedAt) {

    static RequestDetail of(SettingEntry<BudgetRequest> entry) {
      BudgetRequest request = entry.value();
      return new RequestDetail(
          entry.setting().address().id(),
          request.budget(),
          request.value().isEmpty() ? null : request.value(),
          request.measure(),
          Percent.formatNumber(request.amount()),
          request.reason(),
          request.state().id(),
          request.selfService(),
          request.periodFrom(),
          request.until(),
          request.askedBy(),
          request.decidedBy(),
          request.comment(),
          entry.setting().changedAt());
    }
  }

  /** Requests, the newest first. */
  record RequestList(List<RequestDetail> requests) {}
}
