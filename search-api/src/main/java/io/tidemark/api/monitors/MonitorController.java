/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.settings.SettingRoutes;
import io.tidemark.api.settings.SettingStore;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/monitors")
@Tag(name = "Monitors")
class MonitorController extends SettingRoutes<Monitor> {

  MonitorController(SettingStore store, MonitorKind kind) {
    super(store, kind);
  }
}
