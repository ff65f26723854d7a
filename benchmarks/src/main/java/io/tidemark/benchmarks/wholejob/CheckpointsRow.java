/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import java.util.ArrayList;
import java.util.List;

/** The cost of checkpoints with a large state: both sides begin from a savepoint full of ids. */
final class CheckpointsRow implements JobRow {

  private static final double TARGET = 0.93;

  /** Twenty million at full size. */
  private static final double IDS_PER_EVENT = 20.0 / 3;

  /** Seconds: shorter ones may be over before a checkpoint is complete. */
  private static final List<Integer> INTERVALS = List.of(30, 60, 120, 300);

  private JobRun filled;

  @Override
  public String name() {
    return "J6";
  }

  private static long countIds(Arena arena) {
    return Math.round(arena.scale().input().events() * IDS_PER_EVENT);
  }

  @Override
  public List<Side> sides(Arena arena) throws Exception {
    Side filling = Side.OWN.with(JobSettings.CHECKPOINTS, 0).with(JobSettings.SAVEPOINT, true);
    filled = arena.fill(filling, countIds(arena), arena.work().resolve("held-ids"));
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
    double checkpoints = runs.get(0).stream().mapToDouble(JobRun::checkpoints).average().orElse(0);
    Section section =
        new Section(name(), "with checkpoints ÷ without, many ids held")
            .table(table.lines())
            .say(table.ratio(TARGET))
            .say(
                Median.text((double) countIds(arena), 0)
                    + " ids are held in state on the heap when the clock starts: a savepoint of "
                    + Median.text(filled.number("savepoint-bytes") / (1 << 20), 0)
                    + " MiB, from which each run begins. Completed checkpoints of each run: "
                    + Median.all(runs.get(0).stream().mapToDouble(JobRun::checkpoints).toArray(), 0)
                    + ".");
    return checkpoints == 0 ? section : addIntervals(section, secondsEach(runs, checkpoints));
  }

  /** The seconds by the clock that a checkpoint takes from the job. */
  private static double secondsEach(List<List<JobRun>> runs, double checkpoints) {
    double with = Median.of(runs.get(0), JobRun::wallSeconds);
    double without = Median.of(runs.get(1), JobRun::wallSeconds);
    return Math.max(0, with - without) / checkpoints;
  }

  private static Section addIntervals(Section section, double secondsEach) {
    List<String> header = new ArrayList<>(List.of("interval between checkpoints"));
    List<String> shares = new ArrayList<>(List.of("events a second ÷ without"));
    for (int interval : INTERVALS) {
      header.add(interval + " s");
      shares.add(Median.text(Math.max(0, 1 - secondsEach / interval), 3));
    }
    return section
        .say(
            "A checkpoint takes at most %s s of the job's time by the clock here: one that was not"
                    .formatted(Median.text(secondsEach, 2))
                + " complete at the end is not counted. An interval leaves the job at least what"
                + " follows from it (computed, not measured):")
        .table(List.of(header, shares));
  }
}
