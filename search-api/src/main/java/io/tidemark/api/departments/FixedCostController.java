/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.departments;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.settings.SettingRoutes;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.model.pricing.FixedCost;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Costs of every month that no usage causes. */
@RestController
@RequestMapping("/api/v1/fixed-costs")
@Tag(name = "Fixed costs")
class FixedCostController extends SettingRoutes<FixedCost> {

  private final Departments departments;

  FixedCostController(SettingStore store, FixedCostKind kind, Departments departments) {
    super(store, kind);
    this.departments = departments;
  }

  @Override
  protected void onWritten() {
    departments.refreshSettings();
  }
}
