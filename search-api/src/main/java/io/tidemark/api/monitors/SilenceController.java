/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.settings.SettingRoutes;
import io.tidemark.api.settings.SettingStore;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/silences")
@Tag(name = "Monitors")
class SilenceController extends SettingRoutes<Silence> {

  SilenceController(SettingStore store, SilenceKind kind) {
    super(store, kind);
  }
}
