/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.StackException;
import io.tidemark.stack.process.HeapSize;
import io.tidemark.stack.process.PortOwner;
import io.tidemark.stack.process.PortState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The conditions that must hold before anything starts. All problems are reported at once. */
final class Preflight {

  private static final Set<Integer> SUPPORTED_JDKS = Set.of(17, 21);

  /** The memory of a process beyond its heap: code, threads, buffers. */
  private static final long BESIDE_HEAP_MB = 160;

  private static final long MIN_DISK_MB = 2_048;

  private final StackSettings settings;
  private final Machine machine;

  Preflight(StackSettings settings, Machine machine) {
    this.settings = settings;
    this.machine = machine;
  }

  /**
   * Checks what the components of a plan need.
   *
   * @throws StackException with one line for each thing that is wrong
   */
  void checkPlan(StartPlan plan) {
    List<String> wrong = new ArrayList<>();
    checkJdk(wrong);
    checkPorts(plan, wrong);
    checkMemory(plan, wrong);
    checkDisk(wrong);
    if (!wrong.isEmpty()) {
      throw new StackException("nothing was started:\n  - " + String.join("\n  - ", wrong));
    }
  }

  private void checkJdk(List<String> wrong) {
    if (!SUPPORTED_JDKS.contains(machine.jdkFeature())) {
      wrong.add("JDK " + machine.jdkFeature() + " is not supported: use 17 or 21 (JAVA_HOME)");
    }
  }

  private void checkPorts(StartPlan plan, List<String> wrong) {
    Set<Component> toStart = plan.toStart();
    for (Component component : toStart) {
      if (!component.hasPort()) {
        continue;
      }
      int port = settings.port(component);
      switch (plan.frees(port) ? PortState.FREE : machine.findPortState(port)) {
        case FREE -> {}
        case TAKEN ->
            wrong.add(
                "port %d of %s is in use%s: choose another with %s"
                    .formatted(
                        port, component.title(), describeOwner(port), component.portVariable()));
        case FORBIDDEN ->
            wrong.add(
                "port %d of %s needs a permission this user lacks: choose one from %d up with %s"
                    .formatted(
                        port,
                        component.title(),
                        PortState.firstUnprivileged(),
                        component.portVariable()));
      }
      for (Component other : toStart) {
        if (other.hasPort() && other.compareTo(component) > 0 && settings.port(other) == port) {
          wrong.add(
              "%s and %s have the same port %d"
                  .formatted(component.portVariable(), other.portVariable(), port));
        }
      }
    }
  }

  private static String describeOwner(int port) {
    return PortOwner.of(port)
        .map(
            process ->
                " by process %d (%s)"
                    .formatted(process.pid(), process.info().command().orElse("unknown")))
        .orElse("");
  }

  private void checkMemory(StartPlan plan, List<String> wrong) {
    long needed =
        plan.toStart().stream()
            // The new process has the memory of the one that it replaces.
            .filter(one -> !plan.toReplace().containsKey(one))
            .mapToLong(one -> HeapSize.parseMegabytes(settings.heap(one)) + BESIDE_HEAP_MB)
            .sum();
    long free = machine.freeMemoryMegabytes();
    if (free < needed) {
      wrong.add(
          "%d MB of memory are free, %d MB are needed: close something, or lower TIDEMARK_HEAP_*"
              .formatted(free, needed));
    }
  }

  private void checkDisk(List<String> wrong) {
    long free = machine.freeDiskMegabytes(settings.state().root());
    if (free < MIN_DISK_MB) {
      wrong.add(
          "%d MB are free on the disk of %s, %d MB are needed: free some, or set TIDEMARK_HOME"
              .formatted(free, settings.state().root(), MIN_DISK_MB));
    }
  }
}
