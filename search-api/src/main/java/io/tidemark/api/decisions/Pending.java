/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingEntry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The usage that this instance admitted and that is not counted yet, by budget. */
@Component
final class Pending {

  private final Map<SettingAddress, Kept> budgets = new ConcurrentHashMap<>();

  /** The accounts of a budget, in the measure and by the selection of this revision of it. */
  private record Kept(Budget budget, PendingAccounts accounts) {}

  /**
   * The accounts of a budget. They are empty after a revision that counts other usage: admitted
   * tokens say nothing about calls.
   */
  PendingAccounts ofBudget(SettingEntry<Budget> entry) {
    Budget budget = entry.value();
    return budgets
        .compute(
            entry.setting().address(),
            (address, kept) ->
                kept != null && kept.budget().selectsSameAs(budget)
                    ? kept
                    : new Kept(budget, new PendingAccounts()))
        .accounts();
  }

  /** Forgets budgets of a tenant that decisions no longer ask. */
  void retainBudgets(String tenant, Set<SettingAddress> asked) {
    budgets
        .keySet()
        .removeIf(address -> address.tenant().equals(tenant) && !asked.contains(address));
  }
}
