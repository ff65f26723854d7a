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
import java.util.function.UnaryOperator;

/** How many runs go at once: the pipeline of ComfyUI runs against the same in Flink SQL. */
public final class ConcurrencyRow implements Row {

  /** The comparison at the scale of the published results. */
  public static final ConcurrencyRow FULL =
      new ConcurrencyRow(
          "J10", "concurrency of ComfyUI runs ÷ the same in Flink SQL", UnaryOperator.identity());

  /** The comparison in the steady state of both jobs. */
  public static final ConcurrencyRow STEADY =
      new ConcurrencyRow(
          "J10s",
          "concurrency of ComfyUI runs ÷ the same in Flink SQL, in steady state",
          Scale::inSteadyState);

  private static final double TARGET = 3;
  private static final double TARGET_PER_CORE = 500_000;

  private final WholeJobRow comparison;
  private final UnaryOperator<Scale> scaleOfAsked;

  private ConcurrencyRow(String name, String title, UnaryOperator<Scale> scaleOfAsked) {
    comparison =
        new WholeJobRow(
            name, title, List.of(Side.of(JobKind.OWN_RUNS), Side.of(JobKind.LEVELS_SQL)), TARGET);
    this.scaleOfAsked = scaleOfAsked;
  }

  @Override
  public String name() {
    return comparison.name();
  }

  @Override
  public Section measure(Scale asked, Path work) throws Exception {
    Scale scale = scaleOfAsked.apply(asked);
    Circumstances circumstances = new Circumstances();
    try (Arena arena = Arena.open(InputKind.STEPS, scale, work)) {
      JobRuns runs = arena.inTurns(comparison.all(), scale.runs());
      return createSection(arena, runs.of(comparison.all()))
          .say(circumstances.describe("benchmarks/run " + name() + scale.options()))
          .say(arena.describe());
    }
  }

  private Section createSection(Arena arena, List<List<JobRun>> runs) {
    List<JobRun> own = runs.get(0);
    long records = arena.records();
    double perCore = records / Median.of(own, JobRun::processorSeconds);
    double parts = Median.of(own, run -> run.recordsInto("publish concurrency"));
    return comparison
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
                + " computes in the same run.")
        .say(describeFetching(own, runs.get(1)));
  }

  /** The clock without the wait for the checkpoint with which figures leave. */
  private static String describeFetching(List<JobRun> own, List<JobRun> peer) {
    double seconds = Median.of(own, JobRun::fetchingSeconds);
    double peerSeconds = Median.of(peer, JobRun::fetchingSeconds);
    return "Tidemark's figures leave with the next checkpoint: up to 10 s of waiting are part of its"
        + " seconds, and hardly of its CPU seconds. The last record was fetched after "
        + Median.text(seconds, 1)
        + " s, by Flink SQL after "
        + Median.text(peerSeconds, 1)
        + " s: ratio of records fetched a second **"
        + Median.text(peerSeconds / seconds, 2)
        + "**.";
  }
}
