/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;

/**
 * How an account of a budget stands for one call.
 *
 * @param remaining amount less usage and admitted calls
 * @param part of the amount that remains
 * @param resetsAt end of the period; null when it never ends
 * @param countedThrough null when no usage was counted
 * @param readAt when the usage was read
 * @param reason why it would deny the call, or {@link #WITHIN}
 */
record Standing(
    GatewayBudget budget,
    BigDecimal remaining,
    double part,
    Instant resetsAt,
    Instant countedThrough,
    Instant readAt,
    String reason) {

  static final String WITHIN = "within_budget";
  static final String USED = "budget_used";
  static final String ADDRESS = "address_not_allowed";
  static final String STALE = "stale";

  /** Those that deny first, then those that would, then those with the smallest part left. */
  static final Comparator<Standing> DECISIVE_FIRST =
      Comparator.comparing((Standing standing) -> !standing.denies())
          .thenComparing(standing -> !standing.wouldDeny())
          .thenComparing(Standing::part)
          .thenComparing(standing -> standing.budget().id());

  boolean wouldDeny() {
    return !reason.equals(WITHIN);
  }

  boolean denies() {
    return wouldDeny() && budget.enforces();
  }
}
