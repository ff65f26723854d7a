/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.settings.SettingViews;

/** Lets the API of tests look at budgets, which it does not do by itself. */
public final class LookedAt {

  private LookedAt() {}

  /** As a tick would; budgets that cannot be read keep what they had. */
  public static void evaluate(LiveApi api) {
    try {
      api.bean(SettingViews.class).refresh();
    } catch (RuntimeException e) {
      // Without Elasticsearch the settings of before stay in force.
    }
    Budgets budgets = api.bean(Budgets.class);
    for (String tenant : budgets.tenants()) {
      budgets.list(tenant).forEach(one -> api.bean(BudgetEvaluator.class).evaluateNow(tenant, one));
    }
  }
}
