/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetReader;
import io.tidemark.api.settings.Setting;
import io.tidemark.api.settings.SettingAddress;
import io.tidemark.api.settings.SettingEntry;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Budgets for tests without a store. */
public final class SampleBudgets {

  private SampleBudgets() {}

  /** A budget of the tenant {@code acme}; the body may have single quotes. */
  public static SettingEntry<Budget> create(String id, String body, Instant created) {
    JsonNode json = JsonMapper.shared().readTree(body.replace('\'', '"'));
    SettingAddress address = new SettingAddress("budget", "acme", id);
    Setting setting = new Setting(address, 1, json, "root", created, false, Setting.Origin.API);
    return new SettingEntry<>(setting, new BudgetReader(id, json).readBudget());
  }
}
