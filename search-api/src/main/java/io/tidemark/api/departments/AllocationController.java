/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.departments;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.settings.SettingRoutes;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.model.pricing.Allocations;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rules that give costs to departments. */
@RestController
@RequestMapping("/api/v1/allocations")
@Tag(name = "Allocations")
class AllocationController extends SettingRoutes<Allocations> {

  private final Departments departments;

  AllocationController(SettingStore store, AllocationKind kind, Departments departments) {
    super(store, kind);
    this.departments = departments;
  }

  @Override
  protected void onWritten() {
    departments.refreshSettings();
  }
}
