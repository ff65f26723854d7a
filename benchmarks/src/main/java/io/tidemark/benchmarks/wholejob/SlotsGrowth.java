/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.report.Section;
import java.util.List;

/** One slot, two, and two TaskManagers. */
public final class SlotsGrowth implements JobRow {

  private static final List<Side> SIDES =
      List.of(
          Side.OWN.titled("one TaskManager, two slots"),
          Side.OWN.with(JobSettings.TASK_MANAGERS, 2).titled("two TaskManagers, a slot each"),
          Side.OWN.with(JobSettings.PARALLELISM, 1).titled("one TaskManager, one slot"));

  @Override
  public String name() {
    return "growth-slots";
  }

  @Override
  public List<Side> sides(Arena arena) {
    return SIDES;
  }

  @Override
  public Section section(Arena arena, List<List<JobRun>> runs) {
    return new Section(name(), "slots and TaskManagers")
        .table(new RunTable(arena, SIDES, runs).lines())
        .say(
            "Two TaskManagers talk over TCP, in one process on one machine: what the network costs"
                + " shows, what a second machine brings does not. With one slot, half of the"
                + " machine is left to the broker.");
  }
}
