/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import java.nio.file.Path;
import java.util.List;

/** How many records reach the publishers of hours, which is what the folding before them saves. */
final class LastShuffleRow implements Row {

  private static final double TARGET = 0.02;

  @Override
  public String name() {
    return "J9";
  }

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    try (Arena arena = Arena.open(JobKind.OWN.input(), scale, work)) {
      List<JobRun> runs = arena.inTurns(List.of(JobKind.OWN), scale.runs()).get(JobKind.OWN);
      double parts = Median.of(runs, run -> run.recordsInto("publish"));
      double groups = arena.expectedLines();
      return new Section(name(), "records over the last shuffle ÷ events in")
          .table(
              List.of(
                  List.of(
                      "events in", "hourly documents", "records over the last shuffle", "ratio"),
                  List.of(
                      Median.text((double) arena.records(), 0),
                      Median.text(groups, 0),
                      Median.text(parts, 0),
                      Median.text(parts / arena.records(), 4))))
          .say("Target " + TARGET + ".")
          .say(circumstances.describe("benchmarks/run J9" + scale.options()))
          .say(arena.describe());
    }
  }
}
