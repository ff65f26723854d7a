/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.tidemark.api.access.Scope;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetKind;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.api.settings.SettingStore;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the budget that a request is about. */
@Component
class BudgetFinder {

  private final SettingStore store;
  private final BudgetKind kind;

  BudgetFinder(SettingStore store, BudgetKind kind) {
    this.store = store;
    this.kind = kind;
  }

  /**
   * The budget, when the caller may see an account of it.
   *
   * @throws ProblemException 404 when there is none, 409 when this release cannot read it: members
   *     get 404, as it does not say whose usage it counts
   */
  SettingEntry<Budget> requireVisible(Scope scope, String id) {
    Setting setting = find(scope, id).orElseThrow(SettingStore::notFound);
    boolean visible =
        scope.superAdmin()
            || store
                .tryRead(kind, setting)
                .filter(entry -> BudgetStatusReader.isVisible(scope, entry.value()))
                .isPresent();
    if (!visible) {
      throw SettingStore.notFound();
    }
    return store.read(kind, setting);
  }

  /** The budget of a request; empty when it is gone, or this release cannot read it. */
  Optional<SettingEntry<Budget>> findReadable(Scope scope, String id) {
    return find(scope, id).flatMap(setting -> store.tryRead(kind, setting));
  }

  /** Routes of budgets check by themselves who may see what. */
  private Optional<Setting> find(Scope scope, String id) {
    return store.find(Scope.ofTenant(scope.tenant()), kind, id);
  }
}
