/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.requests;

import io.tidemark.api.access.Scope;
import io.tidemark.api.approvals.RequestState;
import io.tidemark.api.approvals.RequestStore;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetKind;
import io.tidemark.api.budgets.definition.DocumentId;
import io.tidemark.api.budgets.definition.Period;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.api.settings.SettingView;
import io.tidemark.api.settings.SettingViews;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps requests for more of a budget, and knows what they grant. */
@Component
public class BudgetRequests extends RequestStore<BudgetRequest> {

  /** The longest period that ends by itself is a year. */
  private static final Duration LONGEST_PERIOD = Duration.ofDays(366);

  private final SettingView<Budget> budgets;

  public BudgetRequests(
      SettingStore store,
      BudgetRequestKind kind,
      BudgetKind budgets,
      SettingViews views,
      Clock clock) {
    super(store, kind, views, clock);
    this.budgets = views.open(budgets);
  }

  /** A grant without an end counts as long as its period does. */
  @Override
  protected Optional<Instant> findEnd(SettingEntry<BudgetRequest> entry) {
    return super.findEnd(entry).or(() -> findEndOfPeriod(entry));
  }

  private Optional<Instant> findEndOfPeriod(SettingEntry<BudgetRequest> entry) {
    BudgetRequest request = entry.value();
    boolean once =
        budgets
            .find(entry.setting().address().tenant(), request.budget())
            .filter(budget -> budget.value().period() == Period.ONCE)
            .isPresent();
    return once ? Optional.empty() : Optional.of(request.periodFrom().plus(LONGEST_PERIOD));
  }

  /** Amounts of accounts that differ from the budget's: overrides and what is granted. */
  public Map<String, BigDecimal> sumAmounts(SettingEntry<Budget> budget, Span span, Instant now) {
    Map<String, BigDecimal> amounts = new HashMap<>(budget.value().overrides());
    String id = budget.setting().address().id();
    for (SettingEntry<BudgetRequest> entry : listRead(budget.setting().address().tenant())) {
      BudgetRequest request = entry.value();
      if (request.budget().equals(id)
          && request.isOf(budget.value())
          && request.isGrantFor(span, now)) {
        BigDecimal before =
            amounts.getOrDefault(request.value(), budget.value().amountOf(request.value()));
        amounts.put(request.value(), before.add(request.amount()));
      }
    }
    return amounts;
  }

  /**
   * Stores a request that needs no approver. No more are granted than the budget says, also when
   * several are sent at the same time and to several instances.
   *
   * @param taken how many the account has in this period
   * @param times how many it may have
   * @return empty when others took the rest
   */
  public Optional<SettingEntry<BudgetRequest>> createGrant(
      Scope scope, BudgetRequest granted, int taken, int times) {
    for (int number = taken; number < times; number++) {
      String key =
          DocumentId.of(
              granted.budget(),
              granted.value(),
              granted.periodFrom().toString(),
              Integer.toString(number));
      Optional<SettingEntry<BudgetRequest>> stored = createOnce(scope, key, granted);
      if (stored.isPresent()) {
        return stored;
      }
    }
    return Optional.empty();
  }

  /** Stores a decision, unless the request changed since it was read. */
  public SettingEntry<BudgetRequest> decideRequest(
      Scope scope, SettingEntry<BudgetRequest> pending, BudgetRequest decided) {
    RequestState state = pending.value().state();
    return replace(scope, pending, state, state == RequestState.PENDING, decided);
  }
}
