/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.access.Scope;
import io.tidemark.api.monitors.AlertAnswer.AlertWindow;
import io.tidemark.api.monitors.AlertAnswer.SimulatedChange;
import io.tidemark.api.monitors.AlertAnswer.SimulationResult;
import io.tidemark.api.monitors.definition.Condition;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.MonitorMetric;
import io.tidemark.api.monitors.evaluation.Change;
import io.tidemark.api.monitors.evaluation.Group;
import io.tidemark.api.monitors.evaluation.MetricAssessor;
import io.tidemark.api.monitors.evaluation.Simulation;
import io.tidemark.api.monitors.metrics.MetricStore;
import io.tidemark.api.monitors.metrics.PastMetrics;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.settings.SettingFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Answers what a monitor would have done. */
@Component
class MonitorSimulator {

  private static final int MOST_CHANGES = 500;
  private static final String ANY = "simulated";

  private final MonitorKind kind;
  private final MetricStore metrics;
  private final FinalThrough finalThrough;
  private final Clock clock;

  MonitorSimulator(MonitorKind kind, MetricStore metrics, FinalThrough finalThrough, Clock clock) {
    this.kind = kind;
    this.metrics = metrics;
    this.finalThrough = finalThrough;
    this.clock = clock;
  }

  /**
   * Runs a monitor over the final windows of the last days.
   *
   * @throws ProblemException 400 for a body that is no monitor, or one without a past
   */
  SimulationResult simulate(Scope scope, JsonNode body, int days) {
    Monitor monitor = parse(body);
    Instant end = finalThrough.of(monitor.workload());
    Instant to = end == null ? clock.instant() : end;
    Instant from = to.minus(Duration.ofDays(days));
    PastMetrics past = new PastMetrics(metrics.open(scope.tenant()), to);
    Simulation.Outcome outcome =
        new Simulation(monitor, new MetricAssessor(monitor, past)).run(from, to);
    return new SimulationResult(
        from,
        to,
        outcome.windows(),
        (int)
            outcome.changes().stream().filter(change -> change.kind() == Change.Kind.FIRED).count(),
        outcome.changes().size() > MOST_CHANGES,
        outcome.state().overall().id(),
        outcome.changes().stream()
            .limit(MOST_CHANGES)
            .map(change -> describe(monitor, change))
            .toList());
  }

  private Monitor parse(JsonNode body) {
    try {
      Monitor monitor = kind.parse(body.path("id").asString(ANY), body);
      if (monitor.condition() instanceof Condition.Pipeline) {
        throw new SettingFault(
            "condition.kind",
            "The delay of the job is not stored, so this condition cannot be simulated.");
      }
      return monitor;
    } catch (SettingFault fault) {
      throw ProblemException.invalidEntry(fault.entry(), fault.getMessage());
    }
  }

  private static SimulatedChange describe(Monitor monitor, Change change) {
    String metric = monitor.metric().map(MonitorMetric::name).orElse(null);
    String group = new Group(change.group()).displayName();
    return new SimulatedChange(
        group.isEmpty() ? null : group,
        change.kind().id(),
        change.state().id(),
        MonitorMetric.show(metric, change.value()),
        MonitorMetric.show(metric, change.reference()),
        new AlertWindow(change.window().from(), change.window().to()));
  }
}
