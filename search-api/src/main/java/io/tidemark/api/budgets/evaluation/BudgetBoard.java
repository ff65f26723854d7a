/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingEntry;
import io.tidemark.model.pricing.Allocations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Budgets in memory, as they were last looked at. Reading it waits for nothing. */
public interface BudgetBoard {

  /** Another object whenever budgets may have changed. */
  Object version();

  /** The budgets of a tenant by id. */
  List<SettingEntry<Budget>> list(String tenant);

  /**
   * One budget as it was last looked at, also as an earlier revision that counts the same usage;
   * empty before the first look.
   */
  Optional<BudgetState> find(SettingEntry<Budget> entry);

  /** The rules that say which usage departments have. */
  default Allocations allocations(String tenant) {
    return new Allocations(List.of());
  }

  /** When a budget was written for the first time, as far as it is known. */
  Instant createdAtOrNow(Setting setting);
}
