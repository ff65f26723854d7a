/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Section;
import java.nio.file.Path;
import java.util.List;

/** A row about whole jobs over one topic; rows that are taken together share topic and runs. */
public interface JobRow extends Row {

  /**
   * The scale at which the row is taken; rows of one scale share topic and runs.
   *
   * @param asked {@link Scale#FULL} unless options say something else
   */
  default Scale scaleOf(Scale asked) {
    return asked;
  }

  /** The sides that run in turns; prepared before when a side needs a job of its own. */
  List<Side> sides(Arena arena) throws Exception;

  /** The row, of the runs of each of its sides. */
  Section section(Arena arena, List<List<JobRun>> runs);

  @Override
  default Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    try (Arena arena = Arena.open(scaleOf(scale), work)) {
      List<Side> sides = sides(arena);
      JobRuns runs = arena.inTurns(sides, arena.scale().runs());
      return section(arena, runs.of(sides))
          .say(circumstances.describe("benchmarks/run " + name() + scale.options()))
          .say(arena.describe());
    }
  }
}
