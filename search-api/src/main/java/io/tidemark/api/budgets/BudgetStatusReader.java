/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.tidemark.api.access.Scope;
import io.tidemark.api.budgets.BudgetStatusAnswer.BudgetAccount;
import io.tidemark.api.budgets.BudgetStatusAnswer.BudgetPeriod;
import io.tidemark.api.budgets.BudgetStatusAnswer.BudgetStatus;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetMatch;
import io.tidemark.api.budgets.definition.Percent;
import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.budgets.evaluation.BudgetState;
import io.tidemark.api.budgets.evaluation.LevelRules;
import io.tidemark.api.budgets.usage.AccountUsage.Used;
import io.tidemark.api.selection.Filters.Filter;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Makes answers about budgets. */
final class BudgetStatusReader {

  /** The dimension by which members see their own accounts. */
  static final String USER = "user_id";

  private static final Comparator<BudgetAccount> FULLEST_FIRST =
      Comparator.comparing(BudgetAccount::percent)
          .reversed()
          .thenComparing(account -> String.valueOf(account.value()));

  private BudgetStatusReader() {}

  /** Whether the caller may see any account of the budget. */
  static boolean isVisible(Scope scope, Budget budget) {
    return scope.superAdmin() || budget.per().equals(USER) || isOfVisibleUsers(scope, budget);
  }

  /** Whether the budget counts usage of visible users alone. */
  static boolean isOfVisibleUsers(Scope scope, Budget budget) {
    return budget.match().kept().stream()
        .filter(filter -> filter.field().equals(USER))
        .map(Filter::values)
        .anyMatch(scope::seesAll);
  }

  /** Which accounts to show, and under which names. */
  record Shown(String value, int limit, UnaryOperator<String> names) {}

  static BudgetStatus readStatus(Scope scope, BudgetState state, String currency, Shown shown) {
    Budget budget = state.budget();
    Set<String> values = visibleValues(scope, state);
    return new BudgetStatus(
        state.id(),
        state.entry().setting().revision(),
        budget.workload().id(),
        budget.measure(),
        currency,
        budget.per(),
        budget.mode().id(),
        nameState(state),
        state.fault().isEmpty() ? null : state.fault(),
        budget.period().id(),
        state.span() == null ? null : createPeriod(state.span(), budget),
        Percent.formatNumber(budget.amount()),
        budget.warnAt(),
        state.usage().countedThrough(),
        state.usage().finalThrough(),
        state.usage().completeFrom(),
        state.evaluatedAt(),
        values.size(),
        values.stream()
            .filter(one -> shown.value() == null || one.equals(shown.value()))
            .map(one -> createAccount(state, one, shown.names()))
            .sorted(FULLEST_FIRST)
            .limit(shown.limit())
            .toList());
  }

  private static String nameState(BudgetState state) {
    if (!state.fault().isEmpty()) {
      return "failed";
    }
    return state.span() == null ? "inactive" : "ok";
  }

  static BudgetPeriod createPeriod(Span span, Budget budget) {
    return new BudgetPeriod(span.from(), span.ends() ? span.to() : null, budget.zone().getId());
  }

  /** Accounts with usage or an amount of their own; of a member, the member's own always. */
  private static Set<String> visibleValues(Scope scope, BudgetState state) {
    Budget budget = state.budget();
    if (budget.isWhole()) {
      return Set.of(Budget.WHOLE);
    }
    Set<String> values = new TreeSet<>(state.usage().accounts().keySet());
    values.addAll(state.amounts().keySet());
    if (scope.superAdmin()) {
      return values;
    }
    if (budget.per().equals(USER)) {
      values.retainAll(scope.visibleUsers());
      if (BudgetMatch.mayMatch(budget.match(), USER, scope.user())) {
        values.add(scope.user());
      }
    }
    return values;
  }

  private static BudgetAccount createAccount(
      BudgetState state, String value, UnaryOperator<String> names) {
    Used used = state.usedOf(value);
    BigDecimal amount = state.amountOf(value);
    return new BudgetAccount(
        state.budget().isWhole() ? null : value,
        names.apply(value),
        Percent.formatNumber(used.used()),
        Percent.formatNumber(used.atLeast()),
        Percent.formatNumber(amount),
        Percent.formatNumber(amount.subtract(used.used()).max(BigDecimal.ZERO)),
        Percent.of(used.used(), amount),
        state.projector().project(used.used()).map(Percent::formatNumber).orElse(null),
        LevelRules.findHighest(state.budget().warnAt(), used.atLeast(), amount).orElse(null));
  }
}
