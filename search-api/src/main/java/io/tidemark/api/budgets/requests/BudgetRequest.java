/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.requests;

import io.tidemark.api.approvals.PersonRequest;
import io.tidemark.api.approvals.RequestState;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.Span;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A request for more than the amount of an account. An approved one is a grant.
 *
 * @param value the account
 * @param measure of the amount; null when an earlier release stored it, and counts for any
 * @param amount what is asked for, or granted, in addition to the amount of the account
 * @param reason why; null when nothing was said
 * @param periodFrom start of the period for which it is
 * @param until end of the grant; null for the period alone
 * @param selfService whether it was granted without an approver
 * @param decidedBy who approved or denied it; null while it is pending
 * @param comment of who decided; null when nothing was said
 */
public record BudgetRequest(
    String budget,
    String value,
    String measure,
    BigDecimal amount,
    String reason,
    Instant periodFrom,
    Instant until,
    RequestState state,
    boolean selfService,
    String askedBy,
    String decidedBy,
    String comment)
    implements PersonRequest {

  /** Whether its amount is one of the budget, which may measure something else since. */
  public boolean isOf(Budget current) {
    return measure == null || measure.equals(current.measure());
  }

  /** Whether it adds to the amount of its account in a period. */
  public boolean isGrantFor(Span span, Instant now) {
    if (state != RequestState.APPROVED) {
      return false;
    }
    return until == null
        ? periodFrom.equals(span.from())
        : now.isBefore(until) && span.to().isAfter(periodFrom);
  }

  public BudgetRequest decided(
      RequestState next, BigDecimal granted, Instant end, String user, String said) {
    return new BudgetRequest(
        budget,
        value,
        measure,
        granted,
        reason,
        periodFrom,
        end,
        next,
        selfService,
        askedBy,
        user,
        said);
  }
}
