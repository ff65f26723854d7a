/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.channels.KnownChannels;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingKind;
import java.time.Clock;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Budgets as settings. */
@Component
public class BudgetKind implements SettingKind<Budget> {

  /** Budgets that a tenant may have. */
  static final int MOST = 1_000;

  private static final int MOST_BYTES = 256 << 10;

  private final KnownChannels channels;
  private final BudgetMeasures measures;
  private final Clock clock;

  BudgetKind(KnownChannels channels, BudgetMeasures measures, Clock clock) {
    this.channels = channels;
    this.measures = measures;
    this.clock = clock;
  }

  @Override
  public String id() {
    return "budget";
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
    return new BudgetReader(id, body).read();
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
    if (budget.to() != null && !budget.to().isAfter(clock.instant())) {
      throw new SettingFault(BudgetReader.TO, "This budget would never fire: it has ended.");
    }
  }
}
