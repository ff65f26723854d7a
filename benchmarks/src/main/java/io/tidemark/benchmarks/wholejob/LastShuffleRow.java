/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import java.util.List;

/** How many records reach the publishers of hours, which is what the folding before them saves. */
final class LastShuffleRow implements JobRow {

  private static final double TARGET = 0.02;

  @Override
  public String name() {
    return "J9";
  }

  @Override
  public List<Side> sides(Arena arena) {
    return List.of(Side.OWN);
  }

  @Override
  public Section section(Arena arena, List<List<JobRun>> runs) {
    double parts = Median.of(runs.get(0), run -> run.recordsInto("publish"));
    return new Section(name(), "records over the last shuffle ÷ events in")
        .table(
            List.of(
                List.of("events in", "hourly documents", "records over the last shuffle", "ratio"),
                List.of(
                    Median.text((double) arena.records(), 0),
                    Median.text((double) arena.expectedLines(), 0),
                    Median.text(parts, 0),
                    Median.text(parts / arena.records(), 4))))
        .say("Target " + TARGET + ".");
  }
}
