/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.definition;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.channels.KnownChannels;
import io.tidemark.api.departments.Departments;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingKind;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Budgets as settings. */
@Component
public class BudgetKind implements SettingKind<Budget> {

  public static final String ID = "budget";

  /** Budgets that a tenant may have. */
  static final int MOST = 1_000;

  private static final int MOST_BYTES = 256 << 10;

  private final KnownChannels channels;
  private final BudgetMeasures measures;
  private final Departments departments;
  private final Clock clock;

  BudgetKind(
      KnownChannels channels, BudgetMeasures measures, Departments departments, Clock clock) {
    this.channels = channels;
    this.measures = measures;
    this.departments = departments;
    this.clock = clock;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String plural() {
    return "budgets";
  }

  @Override
  public boolean mayRead(Scope scope) {
    return SettingKind.super.mayRead(scope) || scope.hasRole(Role.FINANCE);
  }

  @Override
  public int mostPerTenant() {
    return MOST;
  }

  @Override
  public int mostBytes() {
    return MOST_BYTES;
  }

  @Override
  public Budget parse(String id, JsonNode body) {
    return new BudgetReader(id, body).readBudget();
  }

  @Override
  public void requireCurrent(String tenant, Budget budget) {
    for (int i = 0; i < budget.channels().size(); i++) {
      if (!channels.contains(tenant, budget.channels().get(i))) {
        throw new SettingFault(
            BudgetReader.CHANNELS + '[' + i + ']',
            "There is no channel with this id; create it first.");
      }
    }
    if (BudgetMeasures.isCost(budget) && !measures.hasPrices(tenant)) {
      throw new SettingFault(
          BudgetReader.MEASURE,
          "This budget would never fire: there is no price list; create one first.");
    }
    if (budget.isOfDepartments()) {
      requireDepartments(tenant, budget);
    }
    if (budget.to() != null && !budget.to().isAfter(clock.instant())) {
      throw new SettingFault(BudgetReader.TO, "This budget would never fire: it has ended.");
    }
  }

  private void requireDepartments(String tenant, Budget budget) {
    Set<String> known = new TreeSet<>();
    departments
        .find(tenant, Optional.empty())
        .allocations()
        .rules()
        .forEach(rule -> known.addAll(rule.shares().keySet()));
    if (known.isEmpty()) {
      throw new SettingFault(
          "per",
          "This budget would never fire: no rule gives usage to departments; see allocations.");
    }
    for (String department : budget.departments()) {
      if (!known.contains(department)) {
        throw new SettingFault(
            "match.department",
            "This budget would never fire: no rule gives usage to " + department + '.');
      }
    }
  }
}
