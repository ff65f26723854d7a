/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.departments;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.settings.SettingRoutes;
import io.tidemark.api.settings.SettingStore;
import io.tidemark.model.pricing.Pool;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Own hardware that serves models. */
@RestController
@RequestMapping("/api/v1/pools")
@Tag(name = "Pools")
class PoolController extends SettingRoutes<Pool> {

  private final Departments departments;

  PoolController(SettingStore store, PoolKind kind, Departments departments) {
    super(store, kind);
    this.departments = departments;
  }

  @Override
  protected void onWritten() {
    departments.refreshSettings();
  }
}
