/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import io.tidemark.api.budgets.definition.Span;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * An account of a budget that a call counts for.
 *
 * @param account value of the account
 * @param span the period of the budget that the call is in
 * @param share part of the call that the account has: all of it, or the share of a department
 */
record Charge(GatewayBudget budget, String account, Span span, BigDecimal share) {

  /** Remembers an admitted call until it is counted, also before the first look at the budget. */
  void admitCall(Call call, Instant now) {
    BigDecimal expected = call.expectedOf(budget.budget().measure());
    budget.pending().addExpected(account, now, expected.multiply(share));
  }
}
