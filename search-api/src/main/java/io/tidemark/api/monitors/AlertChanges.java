/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.access.Scope;
import io.tidemark.api.monitors.AlertAnswer.AlertChange;
import io.tidemark.api.monitors.AlertAnswer.AlertHistory;
import io.tidemark.api.monitors.AlertAnswer.AlertWindow;
import io.tidemark.api.monitors.definition.MonitorMetric;
import io.tidemark.api.request.TimeRange;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Lists what alerts did. */
@Component
class AlertChanges {

  private final AlertLog log;

  AlertChanges(AlertLog log) {
    this.log = log;
  }

  /** Changes of a time. */
  AlertHistory list(Scope scope, TimeRange range, Optional<String> monitor, int most) {
    return new AlertHistory(
        range.from(),
        range.to(),
        log.list(scope.tenant(), range.from(), range.to(), monitor, most).stream()
            .map(AlertChanges::change)
            .toList());
  }

  private static AlertChange change(JsonNode document) {
    String metric = document.path("metric").asString(null);
    String group = document.path("group").asString("");
    return new AlertChange(
        document.path("monitor").asString(),
        group.isEmpty() ? null : group,
        document.path("change").asString(),
        document.path("state").asString(),
        MonitorMetric.show(metric, number(document.path("value"))),
        MonitorMetric.show(metric, number(document.path("reference"))),
        new AlertWindow(
            Instant.parse(document.path("window_from").asString()),
            Instant.parse(document.path("window_to").asString())),
        Instant.parse(document.path("at").asString()),
        document.path("early").asBoolean(),
        document.path("late").asBoolean(),
        document.path("corrected").asBoolean(),
        document.path("workload").asString(),
        metric);
  }

  private static Double number(JsonNode value) {
    return value.isNumber() ? Double.valueOf(value.asDouble()) : null;
  }
}
