/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.budgets.definition.BudgetKind;
import io.tidemark.api.settings.SettingRoutes;
import io.tidemark.api.settings.SettingStore;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(BudgetController.PATH)
@Tag(name = BudgetController.TAG)
class BudgetController extends SettingRoutes<Budget> {

  static final String PATH = "/api/v1/budgets";
  static final String TAG = "Budgets";

  BudgetController(SettingStore store, BudgetKind kind) {
    super(store, kind);
  }
}
