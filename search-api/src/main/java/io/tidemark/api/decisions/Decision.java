/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * The answer to a gateway.
 *
 * @param decision {@code allow} or {@code deny}
 * @param enforced whether the budget that is named enforces its amount
 * @param wouldDeny whether any budget that decisions ask is used up, enforcing or not
 * @param reason {@code within_budget}, {@code budget_used}, {@code address_not_allowed}, {@code
 *     no_budget}, {@code not_counted_yet} or {@code stale}
 * @param budget the budget that decides: of several, the one that denies, or that has the smallest
 *     part left; null when none matches
 * @param remaining amount less usage and admitted calls, not below 0; null when it is not known
 * @param resetsAt end of the period; null when it never ends or is not known
 * @param countedThrough usage up to this time is part of the decision; null when none is
 * @param ageMs milliseconds since the usage was read; null when it never was
 * @param validForMs milliseconds for which the gateway may reuse the answer
 */
record Decision(
    String decision,
    boolean enforced,
    boolean wouldDeny,
    String reason,
    @Schema(nullable = true) String budget,
    @Schema(nullable = true) String remaining,
    @Schema(nullable = true) Instant resetsAt,
    @Schema(nullable = true) Instant countedThrough,
    Long ageMs,
    long validForMs) {

  static final String ALLOW = "allow";
  static final String DENY = "deny";

  boolean denies() {
    return decision.equals(DENY);
  }
}
