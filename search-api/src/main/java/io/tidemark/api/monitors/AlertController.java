/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.monitors.AlertAnswer.AlertHistory;
import io.tidemark.api.monitors.AlertAnswer.AlertList;
import io.tidemark.api.monitors.evaluation.AlertState;
import io.tidemark.api.request.LongRange;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.settings.SettingController;
import java.util.Arrays;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Alerts name users and keys of the whole tenant: only super-admins may read them. */
@RestController
@Tag(name = "Monitors")
class AlertController implements SettingController {

  private static final String PATH = "/api/v1/alerts";
  private static final String HISTORY = PATH + "/history";
  private static final Parameter STATE =
      Parameter.choice(
          "state",
          "Include only alerts in this state. Default: all but ok and learning.",
          Arrays.stream(AlertState.values()).map(AlertState::id).toList(),
          null);
  private static final Parameter MONITOR =
      Parameter.text("monitor", "Include only changes of this monitor.", "error-rate");
  private static final Parameter LIMIT =
      Parameter.count("limit", "Changes to list, the newest first.", 100L, 20, 1, 1_000);

  private final MonitorReport report;
  private final AlertChanges changes;
  private final Tiers tiers;

  AlertController(MonitorReport report, AlertChanges changes, Tiers tiers) {
    this.report = report;
    this.changes = changes;
    this.tiers = tiers;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(
        PATH,
        ParameterSet.of(STATE),
        HISTORY,
        ParameterSet.of(LongRange.PARAMETERS.toArray(Parameter[]::new)).and(MONITOR, LIMIT));
  }

  @GetMapping(PATH)
  @Operation(operationId = "alerts", summary = "Alerts of all monitors as they are now")
  AlertList alerts(Scope scope, ParameterValues values) {
    scope.requireSuperAdmin();
    return report.listAlerts(scope, values.text(STATE.name()));
  }

  @GetMapping(HISTORY)
  @Operation(operationId = "alertHistory", summary = "Changes of alerts, newest first")
  AlertHistory history(Scope scope, ParameterValues values) {
    scope.requireSuperAdmin();
    return changes.list(
        scope, tiers.anyTime(values), values.text(MONITOR.name()), values.size(LIMIT.name()));
  }
}
