/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.budgets.BudgetStatusReader.Shown;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetKind;
import io.tidemark.api.budgets.definition.BudgetMeasures;
import io.tidemark.api.budgets.evaluation.BudgetState;
import io.tidemark.api.budgets.evaluation.Budgets;
import io.tidemark.api.budgets.evaluation.FreshStates;
import io.tidemark.api.budgets.usage.UsageSource;
import io.tidemark.api.directory.Directory;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = BudgetController.TAG)
class BudgetStatusController implements Routes {

  private static final String STATUS = BudgetController.PATH + "/status";

  static final Parameter BUDGET =
      Parameter.shortText("budget", "Only the budget with this id.", "dev-daily", 64);

  private static final Parameter VALUE =
      Parameter.text("value", "Only the account of this value.", "alice");

  private static final Parameter LIMIT =
      Parameter.count("limit", "Accounts of each budget.", 100L, 10, 1, UsageSource.MOST_ACCOUNTS);

  private final SettingStore store;
  private final BudgetKind kind;
  private final FreshStates states;
  private final BudgetMeasures measures;
  private final Directory directory;
  private final Clock clock;

  BudgetStatusController(
      SettingStore store,
      BudgetKind kind,
      Budgets budgets,
      BudgetMeasures measures,
      Directory directory,
      Clock clock) {
    this.directory = directory;
    this.measures = measures;
    this.store = store;
    this.kind = kind;
    this.states = new FreshStates(budgets::findCurrent, entry -> lookOrFail(budgets, entry), clock);
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(STATUS, ParameterSet.of(BUDGET, VALUE, LIMIT));
  }

  @GetMapping(STATUS)
  @Operation(
      operationId = "budgetStatus",
      summary = "Budgets with the usage of their accounts in the running period",
      description =
          "Members see their own accounts: those of budgets by user, and budgets of their usage"
              + " alone.")
  BudgetStatusAnswer status(Scope scope, ParameterValues values) {
    String value = values.text(VALUE.name()).orElse(null);
    int limit = values.size(LIMIT.name());
    return new BudgetStatusAnswer(
        clock.instant(),
        listBudgets(scope, values).stream()
            .filter(entry -> BudgetStatusReader.isVisible(scope, entry.value()))
            .map(
                entry ->
                    BudgetStatusReader.readStatus(
                        scope,
                        states.findState(entry),
                        findCurrency(entry),
                        new Shown(value, limit, createNames(scope, entry.value()))))
            .toList());
  }

  private UnaryOperator<String> createNames(Scope scope, Budget budget) {
    return value -> directory.findLabel(scope.tenant(), budget.per(), value).orElse(null);
  }

  private String findCurrency(SettingEntry<Budget> entry) {
    return measures.findCurrency(entry.setting().address().tenant(), entry.value());
  }

  private List<SettingEntry<Budget>> listBudgets(Scope scope, ParameterValues values) {
    String id = values.text(BUDGET.name()).orElse(null);
    return store.listValues(kind, scope.tenant()).stream()
        .filter(entry -> id == null || entry.setting().address().id().equals(id))
        .toList();
  }

  private static BudgetState lookOrFail(Budgets budgets, SettingEntry<Budget> entry) {
    try {
      return budgets.updateState(entry);
    } catch (ProblemException e) {
      budgets.noteFailure(entry, e.getMessage());
      return budgets.findCurrent(entry).orElseThrow(() -> e);
    }
  }
}
