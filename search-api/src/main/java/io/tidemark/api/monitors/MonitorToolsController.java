/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.monitors.AlertAnswer.AcknowledgementResult;
import io.tidemark.api.monitors.AlertAnswer.MonitorStatuses;
import io.tidemark.api.monitors.AlertAnswer.Recipes;
import io.tidemark.api.monitors.AlertAnswer.SimulationResult;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.settings.SettingController;
import io.tidemark.api.settings.SettingInput;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Monitors")
class MonitorToolsController implements SettingController {

  private static final String PATH = "/api/v1/monitors";
  private static final String STATUS = PATH + "/status";
  private static final String RECIPES = PATH + "/recipes";
  private static final String SIMULATE = PATH + ":simulate";
  private static final String ACKNOWLEDGE = PATH + "/{id}:acknowledge";
  private static final Parameter DAYS =
      Parameter.count("days", "Days of the past to run the monitor over.", 7L, 14, 1, 28);
  private static final Parameter GROUP =
      Parameter.text("group", "Value of the dimension whose alert is meant.", "alice");
  private static final Parameter COMMENT =
      Parameter.text("comment", "A note for others.", "I am looking into it");

  private final MonitorKind kind;
  private final MonitorReport report;
  private final MonitorSimulator simulator;
  private final Acknowledgements acknowledgements;

  MonitorToolsController(
      MonitorKind kind,
      MonitorReport report,
      MonitorSimulator simulator,
      Acknowledgements acknowledgements) {
    this.kind = kind;
    this.report = report;
    this.simulator = simulator;
    this.acknowledgements = acknowledgements;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(
        STATUS,
        ParameterSet.NONE,
        RECIPES,
        ParameterSet.NONE,
        SIMULATE,
        ParameterSet.of(DAYS),
        ACKNOWLEDGE,
        ParameterSet.of(GROUP, COMMENT));
  }

  @GetMapping(STATUS)
  @Operation(
      operationId = "monitorStatus",
      summary = "State, last evaluation and value of all monitors, and what they wait for")
  MonitorStatuses status(Scope scope, ParameterValues values) {
    scope.requireSuperAdmin();
    return report.listStatuses(scope);
  }

  @GetMapping(RECIPES)
  @Operation(operationId = "monitorRecipes", summary = "Monitors to start from")
  Recipes recipes(Scope scope, ParameterValues values) {
    return MonitorRecipes.listRecipes();
  }

  @PostMapping(SIMULATE)
  @Operation(
      operationId = "simulateMonitor",
      summary = "The changes that a monitor would have made in the past; stores nothing")
  SimulationResult simulate(Scope scope, ParameterValues values, SettingInput input) {
    scope.requireSuperAdmin();
    return simulator.simulate(scope, input.readBody(kind.mostBytes()), values.size(DAYS.name()));
  }

  @PostMapping(ACKNOWLEDGE)
  @Operation(
      operationId = "acknowledgeAlert",
      summary = "Acknowledges an alert: its message is not repeated")
  AcknowledgementResult acknowledge(
      Scope scope,
      ParameterValues values,
      @io.swagger.v3.oas.annotations.Parameter(
              description = "Id of the monitor.",
              example = "error-rate",
              schema = @Schema(minLength = 1, maxLength = 64))
          @PathVariable("id")
          String id) {
    scope.requireSuperAdmin();
    return acknowledgements.acknowledge(
        scope, id, values.text(GROUP.name()), values.text(COMMENT.name()));
  }
}
