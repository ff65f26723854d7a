/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.MonitorState.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs the evaluation of a monitor over the past, window by window. */
public final class Simulation {

  /** A window is final so long after its end. */
  private static final Duration SETTLED = Duration.ofMinutes(5);

  private final Monitor monitor;
  private final Assessor assessor;

  public Simulation(Monitor monitor, Assessor assessor) {
    this.monitor = monitor;
    this.assessor = new FinalOnly(assessor);
  }

  /**
   * The result of a simulation.
   *
   * @param windows how many were evaluated
   */
  public record Outcome(int windows, List<Change> changes, MonitorState state) {}

  /** Evaluates the windows that end after {@code from} and not after {@code to}. */
  public Outcome run(Instant from, Instant to) {
    MonitorState state = new MonitorState();
    List<Change> changes = new ArrayList<>();
    int windows = 0;
    Window window = monitor.window().at(from, monitor.zone());
    while (!window.to().isAfter(to)) {
      new Evaluation(monitor, assessor, Suppression.NONE, window.to().plus(SETTLED), window.to())
          .run(state);
      for (Tick tick : state.unsent()) {
        changes.addAll(tick.changes());
      }
      state.clearUnsent();
      windows++;
      window = monitor.window().next(window, monitor.zone());
    }
    return new Outcome(windows, changes, state);
  }
}
