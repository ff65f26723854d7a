/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.budgets.BudgetPeriodsAnswer.EndedPeriod;
import io.tidemark.api.budgets.BudgetPeriodsAnswer.FiredLevel;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetKind;
import io.tidemark.api.budgets.definition.Percent;
import io.tidemark.api.budgets.evaluation.Budgets;
import io.tidemark.api.budgets.evaluation.LevelStore.Fired;
import io.tidemark.api.budgets.evaluation.PeriodArchive;
import io.tidemark.api.budgets.evaluation.PeriodArchive.Ended;
import io.tidemark.api.directory.Directory;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.settings.ChangesUntil;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingChange;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingStore;
import java.time.Instant;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@Tag(name = BudgetController.TAG)
class BudgetPeriodsController implements Routes {

  private static final String PATH = BudgetController.PATH + "/{id}/periods";

  private static final Parameter VALUE =
      Parameter.text("value", "Only the account of this value.", "alice");

  private static final Parameter LIMIT =
      Parameter.count("limit", "Accounts of periods to list.", 100L, 10, 1, 1_000);

  /** Changes of a budget that are looked at. */
  private static final int MOST_CHANGES = 100;

  private final SettingStore store;
  private final BudgetKind kind;
  private final BudgetFinder finder;
  private final Budgets budgets;
  private final PeriodArchive archive;
  private final Directory directory;

  BudgetPeriodsController(
      SettingStore store,
      BudgetKind kind,
      BudgetFinder finder,
      Budgets budgets,
      PeriodArchive archive,
      Directory directory) {
    this.directory = directory;
    this.finder = finder;
    this.store = store;
    this.kind = kind;
    this.budgets = budgets;
    this.archive = archive;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ParameterSet.of(VALUE, LIMIT));
  }

  @GetMapping(PATH)
  @Operation(
      operationId = "budgetPeriods",
      summary = "Ended periods of a budget with usage, amount and levels",
      description = "Members see their own accounts, as in the status of budgets.")
  BudgetPeriodsAnswer periods(
      Scope scope,
      ParameterValues values,
      @io.swagger.v3.oas.annotations.Parameter(
              description = "Id of the budget.",
              example = "dev-daily",
              schema = @Schema(minLength = 1, maxLength = 64))
          @PathVariable("id")
          String id) {
    SettingEntry<Budget> entry = finder.requireVisible(scope, id);
    Budget budget = entry.value();
    String asked = values.text(VALUE.name()).orElse(null);
    boolean ownOnly = !scope.superAdmin() && budget.per().equals(BudgetStatusReader.USER);
    String value = asked == null && ownOnly ? scope.user() : asked;
    if (ownOnly && !scope.sees(value)) {
      throw SettingStore.notFound();
    }
    Instant since =
        scope.superAdmin() || ownOnly ? Instant.MIN : findVisibleSince(scope, entry.setting());
    return new BudgetPeriodsAnswer(
        id,
        archive.listPeriods(scope.tenant(), id, value, values.size(LIMIT.name())).stream()
            .filter(ended -> !ended.recordedAt().isBefore(since))
            .map(
                ended ->
                    createAnswer(
                        budget,
                        ended,
                        directory
                            .findLabel(scope.tenant(), budget.per(), ended.value())
                            .orElse(null)))
            .toList());
  }

  /** Since when the caller may see the whole budget: before, it may have counted other usage. */
  private Instant findVisibleSince(Scope scope, Setting setting) {
    Instant since = budgets.changedAtOrNow(setting);
    if (setting.origin() == Setting.Origin.FILE) {
      return since;
    }
    String id = setting.address().id();
    for (SettingChange change :
        store.listChanges(
            Scope.ofTenant(scope.tenant()),
            kind,
            id,
            false,
            ChangesUntil.withBodies(since, MOST_CHANGES))) {
      if (!isOfVisibleUsers(scope, id, change.after())) {
        return since;
      }
      since = change.changedAt();
    }
    return since;
  }

  private boolean isOfVisibleUsers(Scope scope, String id, JsonNode body) {
    try {
      return body != null && BudgetStatusReader.isOfVisibleUsers(scope, kind.parse(id, body));
    } catch (SettingFault fault) {
      // A body of an earlier release.
      return false;
    }
  }

  private static EndedPeriod createAnswer(Budget budget, Ended ended, String label) {
    return new EndedPeriod(
        ended.span().from(),
        ended.span().to(),
        budget.isWhole() ? null : ended.value(),
        label,
        ended.measure(),
        Percent.formatNumber(ended.used()),
        Percent.formatNumber(ended.amount()),
        Percent.of(ended.used(), ended.amount()),
        ended.levels().stream().map(fired -> createAnswer(ended, fired)).toList(),
        ended.completeFrom(),
        ended.recordedAt());
  }

  private static FiredLevel createAnswer(Ended ended, Fired fired) {
    boolean late = !fired.at().isBefore(ended.span().to());
    return new FiredLevel(fired.level().percent(), fired.level().projected(), late, fired.at());
  }
}
