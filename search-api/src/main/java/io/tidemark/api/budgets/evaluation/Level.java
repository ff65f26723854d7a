/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.budgets.definition.DocumentId;
import io.tidemark.api.budgets.definition.Percent;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A level that an account reached. It fires once in a period, for each revision of the budget and
 * each amount of the account.
 *
 * @param revision of the budget
 * @param from start of the period
 * @param amount of the account, which a grant may raise
 * @param percent of the amount
 * @param projected whether the projection reached it, not the usage
 */
public record Level(
    String tenant,
    String budget,
    long revision,
    String value,
    Instant from,
    BigDecimal amount,
    int percent,
    boolean projected) {

  /** The part of ids that distinguishes levels. */
  String name() {
    return projected ? "projected-" + percent : Integer.toString(percent);
  }

  /** The period and the amount, which a grant starts again. */
  String period() {
    return from + "/" + Percent.formatNumber(amount);
  }

  /** The id of the document that says that it fired. */
  String documentId() {
    return "level-"
        + DocumentId.of(tenant, budget, Long.toString(revision), value, period(), name());
  }

  /** Another level of the same account. */
  Level withPercent(int other) {
    return new Level(tenant, budget, revision, value, from, amount, other, projected);
  }
}
