/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.evaluation.BudgetBoard;
import io.tidemark.api.budgets.evaluation.BudgetState;
import io.tidemark.api.budgets.evaluation.Projector;
import io.tidemark.api.budgets.usage.AccountUsage;
import io.tidemark.api.budgets.usage.AccountUsage.Used;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Budgets that a test sets. */
final class ManualBoard implements BudgetBoard {
  private final List<SettingEntry<Budget>> budgets = new ArrayList<>();
  private final Map<String, BudgetState> states = new HashMap<>();
  private final Instant created;
  private Object version = new Object();

  /**
   * @param created when all budgets were created
   */
  ManualBoard(Instant created) {
    this.created = created;
  }

  /** Adds a budget, or another revision of it. */
  void add(SettingEntry<Budget> entry) {
    budgets.removeIf(known -> known.setting().address().equals(entry.setting().address()));
    budgets.add(entry);
    version = new Object();
  }

  /** The usage that a look at the budget finds, counted through {@code counted}. */
  void count(SettingEntry<Budget> entry, Map<String, Long> used, Instant counted, Instant now) {
    Map<String, Used> accounts = new HashMap<>();
    used.forEach(
        (value, sum) ->
            accounts.put(value, new Used(BigDecimal.valueOf(sum), BigDecimal.valueOf(sum))));
    states.put(
        entry.setting().address().id(),
        new BudgetState(
            entry,
            entry.value().spanAt(now, created).orElse(null),
            new AccountUsage(accounts, counted, null),
            Projector.none(),
            entry.value().overrides(),
            now,
            ""));
  }

  @Override
  public Object version() {
    return version;
  }

  @Override
  public List<SettingEntry<Budget>> list(String tenant) {
    return tenant.equals("acme") ? budgets : List.of();
  }

  @Override
  public Optional<BudgetState> find(SettingEntry<Budget> entry) {
    return Optional.ofNullable(states.get(entry.setting().address().id()));
  }

  @Override
  public Instant createdAtOrNow(Setting setting) {
    return created;
  }
}
