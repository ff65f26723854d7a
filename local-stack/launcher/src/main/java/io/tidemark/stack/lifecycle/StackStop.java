/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.StackException;
import io.tidemark.stack.flink.FlinkClient;
import io.tidemark.stack.process.ProcessRecord;
import io.tidemark.stack.process.ProcessRecords;
import io.tidemark.stack.process.ServerProcess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Ends what {@code up} started, and only that, by its recorded process ids. Data, savepoint and
 * checkpoints stay.
 */
public final class StackStop {

  private final StackSettings settings;
  private final ProcessRecords records;
  private final Steps steps;

  public StackStop(StackSettings settings, Steps steps) {
    this.settings = settings;
    this.records = new ProcessRecords(settings.state());
    this.steps = steps;
  }

  /**
   * Ends it.
   *
   * @return whether anything was running
   */
  public boolean run() {
    return StackLock.runLocked(settings.state(), this::stopAll);
  }

  private boolean stopAll() {
    boolean any = false;
    List<Component> backwards = new ArrayList<>(List.of(Component.values()));
    Collections.reverse(backwards);
    for (Component component : backwards) {
      if (component == Component.TASK_MANAGER) {
        stopJobs();
      }
      any |= stopComponent(component);
    }
    return any;
  }

  private boolean stopComponent(Component component) {
    Optional<ServerProcess> process = records.findRunning(component.processName());
    process.ifPresent(
        running ->
            steps.runStep(
                component.title(),
                () -> {
                  running.stop();
                  return "stopped";
                }));
    records.remove(component.processName());
    return process.isPresent();
  }

  /**
   * A job that is restarting, or has lost its TaskManager, cannot write a savepoint: its last
   * checkpoint serves.
   */
  private void stopJobs() {
    String name = Component.JOB_MANAGER.processName();
    if (records.findRunning(name).isEmpty()
        || records.findRunning(Component.TASK_MANAGER.processName()).isEmpty()) {
      return;
    }
    FlinkClient flink =
        records
            .get(name)
            .map(ProcessRecord::address)
            .map(rest -> new FlinkClient(settings.checkout(), settings.state(), rest))
            .orElseThrow();
    if (flink.taskManagers() < 0) {
      steps.runStep("Job", () -> "Flink does not answer: the last checkpoint is kept");
      return;
    }
    for (String rebuild : flink.runningRebuilds()) {
      // Its savepoint would be the newest one, and not the job's.
      steps.runStep("Rebuild", () -> cancelRebuild(flink, rebuild));
    }
    for (String job : flink.runningJobs()) {
      steps.runStep("Job", () -> stopJob(flink, job));
    }
  }

  private static String cancelRebuild(FlinkClient flink, String rebuild) {
    flink.cancelJob(rebuild);
    return "cancelled: begin it again after the next up";
  }

  private static String stopJob(FlinkClient flink, String job) {
    if (!flink.isRunning(job)) {
      return "does not run well: its last checkpoint is kept";
    }
    try {
      flink.stopWithSavepoint(job);
      return "stopped with a savepoint";
    } catch (StackException refused) {
      return "no savepoint: its last checkpoint is kept";
    }
  }
}
