/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import java.util.List;

/** The cost of checkpoints with a large state: both sides begin from a savepoint full of ids. */
final class CheckpointsRow implements JobRow {

  private static final double TARGET = 0.93;

  /** Twenty million at full size. */
  private static final double IDS_PER_EVENT = 20.0 / 3;

  private JobRun filled;

  @Override
  public String name() {
    return "J6";
  }

  private static long ids(Arena arena) {
    return Math.round(arena.scale().input().events() * IDS_PER_EVENT);
  }

  @Override
  public List<Side> sides(Arena arena) throws Exception {
    Side filling = Side.OWN.with(JobSettings.CHECKPOINTS, 0).with(JobSettings.SAVEPOINT, true);
    filled = arena.fill(filling, ids(arena), arena.work().resolve("held-ids"));
    Side from = Side.OWN.with(JobSettings.RESTORE, filled.text("savepoint"));
    return List.of(
        from.titled("checkpoints every 10 s"),
        from.with(JobSettings.CHECKPOINTS, 0).titled("no checkpoints"));
  }

  @Override
  public Section section(Arena arena, List<List<JobRun>> runs) {
    RunTable table =
        new RunTable(
            arena,
            List.of(Side.OWN.titled("checkpoints every 10 s"), Side.OWN.titled("no checkpoints")),
            runs);
    return new Section(name(), "with checkpoints ÷ without, many ids held")
        .table(table.lines())
        .say(table.ratio(TARGET))
        .say(
            Median.text((double) ids(arena), 0)
                + " ids are held in state on the heap when the clock starts: a savepoint of "
                + Median.text(filled.number("savepoint-bytes") / (1 << 20), 0)
                + " MiB, from which each run begins. Completed checkpoints of each run: "
                + Median.all(runs.get(0).stream().mapToDouble(JobRun::checkpoints).toArray(), 0)
                + ".");
  }
}
