/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.budgets.usage.AccountUsage;
import io.tidemark.api.budgets.usage.AccountUsage.Used;
import io.tidemark.api.settings.SettingEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A budget as it was last looked at.
 *
 * @param span the period; null while the budget has none
 * @param usage of the period
 * @param projector says what the accounts will have used
 * @param amounts amounts of accounts that are not the budget's own: overrides and grants
 * @param evaluatedAt when the usage was read
 * @param fault why the last look failed; empty when it did not
 */
public record BudgetState(
    SettingEntry<Budget> entry,
    Span span,
    AccountUsage usage,
    Projector projector,
    Map<String, BigDecimal> amounts,
    Instant evaluatedAt,
    String fault) {

  /** The budget. */
  public Budget budget() {
    return entry.value();
  }

  /** The id of the budget. */
  public String id() {
    return entry.setting().address().id();
  }

  /** The amount of an account. */
  public BigDecimal amountOf(String value) {
    return amounts.getOrDefault(value, budget().amount());
  }

  /** The usage of an account. */
  public Used usedOf(String value) {
    return usage.of(value);
  }

  /** Whether the period was over when the usage was read. */
  public boolean hasEnded() {
    return !evaluatedAt.isBefore(span.to());
  }

  /** Whether it is of this revision of the budget. */
  boolean isOf(SettingEntry<Budget> other) {
    return entry.setting().equals(other.setting());
  }

  /**
   * This usage for another revision of the budget: all of its usage, or a part of it where its
   * period is longer. Empty when the other revision counts other usage.
   *
   * @param other the other revision
   * @param period of the other revision
   * @param raised amounts of its accounts
   */
  Optional<BudgetState> carryTo(
      SettingEntry<Budget> other, Span period, Map<String, BigDecimal> raised) {
    boolean known = span != null && period.covers(span) && budget().selectsSameAs(other.value());
    return known
        ? Optional.of(new BudgetState(other, period, usage, projector, raised, evaluatedAt, fault))
        : Optional.empty();
  }

  BudgetState failed(String reason) {
    return new BudgetState(entry, span, usage, projector, amounts, evaluatedAt, reason);
  }
}
