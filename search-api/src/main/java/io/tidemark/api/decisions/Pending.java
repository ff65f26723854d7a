/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import io.tidemark.api.settings.SettingAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The usage that this instance admitted and that is not counted yet, by budget. */
final class Pending {

  private final Map<SettingAddress, PendingAccounts> budgets = new ConcurrentHashMap<>();

  /** The accounts of a budget. */
  PendingAccounts ofBudget(SettingAddress budget) {
    return budgets.computeIfAbsent(budget, address -> new PendingAccounts());
  }

  /** Forgets budgets of a tenant that decisions no longer ask. */
  void retainBudgets(String tenant, Set<SettingAddress> asked) {
    budgets
        .keySet()
        .removeIf(address -> address.tenant().equals(tenant) && !asked.contains(address));
  }
}
