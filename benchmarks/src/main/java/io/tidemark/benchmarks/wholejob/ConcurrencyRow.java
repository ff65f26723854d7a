/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.input.InputKind;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import java.nio.file.Path;
import java.util.List;

/** How many runs go at once: the pipeline of ComfyUI runs against the same in Flink SQL. */
public final class ConcurrencyRow implements Row {

  private static final double TARGET_PER_CORE = 500_000;

  private static final WholeJobRow COMPARISON =
      new WholeJobRow(
          "J10",
          "concurrency of ComfyUI runs ÷ the same in Flink SQL",
          List.of(Side.of(JobKind.OWN_RUNS), Side.of(JobKind.LEVELS_SQL)),
          3);

  @Override
  public String name() {
    return COMPARISON.name();
  }

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    try (Arena arena = Arena.open(InputKind.STEPS, scale, work)) {
      JobRuns runs = arena.inTurns(COMPARISON.all(), scale.runs());
      return section(arena, runs.of(COMPARISON.all()))
          .say(circumstances.describe("benchmarks/run " + name() + scale.options()))
          .say(arena.describe());
    }
  }

  private static Section section(Arena arena, List<List<JobRun>> runs) {
    List<JobRun> own = runs.get(0);
    long records = arena.records();
    double perCore = records / Median.of(own, JobRun::processorSeconds);
    double parts = Median.of(own, run -> run.recordsInto("publish concurrency"));
    return COMPARISON
        .section(arena, runs)
        .say(
            "Lifecycle events a second and core, from Kafka to documents: **"
                + Median.text(perCore, 0)
                + "**; target "
                + Median.text(TARGET_PER_CORE, 0)
                + ". Records that reach the publisher of a tenant's concurrency ÷ events in: "
                + Median.text(parts / records, 5)
                + ".")
        .say(
            "Flink SQL computes highest, lowest and mean level and running time. It is spared the"
                + " milliseconds at each level, the peak of each minute, hourly figures of runs"
                + " with their histograms, runs that are given up, and corrections, which Tidemark"
                + " computes in the same run. Tidemark's figures leave with the next checkpoint,"
                + " which is part of its seconds, and hardly of its CPU seconds.");
  }
}
