/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.process.ProcessRecord;
import io.tidemark.stack.process.ProcessRecords;
import io.tidemark.stack.process.ServerJar;
import io.tidemark.stack.process.ServerProcess;
import io.tidemark.stack.process.StateFolder;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The components that a start launches. Making a plan ends nothing: where it cannot be carried out,
 * everything runs on.
 *
 * @param toStart components without a process, and those to replace
 * @param toReplace the processes that end before, by their components
 */
record StartPlan(Set<Component> toStart, Map<Component, ProcessRecord> toReplace) {

  /** The plan for the processes that run now. */
  static StartPlan createPlan(StateFolder state, Checkout checkout, boolean sample) {
    ProcessRecords records = new ProcessRecords(state);
    Set<Component> toStart = EnumSet.allOf(Component.class);
    Map<Component, ProcessRecord> toReplace = new EnumMap<>(Component.class);
    // A JobManager comes before its TaskManager.
    for (Component component : Component.values()) {
      Optional<ProcessRecord> running =
          records.get(component.processName()).filter(one -> one.alive().isPresent());
      if (running.isEmpty()) {
        continue;
      }
      if (mustReplace(component, state, checkout, toStart)) {
        toReplace.put(component, running.get());
      } else {
        toStart.remove(component);
      }
    }
    if (!sample) {
      toStart.remove(Component.FEEDER);
    }
    return new StartPlan(toStart, toReplace);
  }

  private static boolean mustReplace(
      Component component, StateFolder state, Checkout checkout, Set<Component> toStart) {
    return switch (component) {
      // A TaskManager finds a JobManager by its port, and a new one has a new port.
      case TASK_MANAGER -> toStart.contains(Component.JOB_MANAGER);
      case API -> ServerJar.of(state, component.processName()).differsFrom(checkout.apiJar());
      case INTAKE -> ServerJar.of(state, component.processName()).differsFrom(checkout.intakeJar());
      default -> false;
    };
  }

  /** Whether a process that ends before leaves its port to the new ones. */
  boolean frees(int port) {
    return toReplace.entrySet().stream()
        .anyMatch(one -> one.getKey().hasPort() && one.getValue().address().getPort() == port);
  }

  /** Ends the processes to replace. */
  void endReplaced(ProcessRecords records) {
    toReplace
        .keySet()
        .forEach(one -> records.findRunning(one.processName()).ifPresent(ServerProcess::stop));
  }
}
