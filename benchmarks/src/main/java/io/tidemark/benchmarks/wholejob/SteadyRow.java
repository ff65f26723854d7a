/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Section;
import java.util.List;

/**
 * A comparison over so many records that both jobs are in their steady state. Its target is for the
 * processor time without Java's compilers.
 */
record SteadyRow(WholeJobRow comparison) implements JobRow {

  @Override
  public String name() {
    return comparison.name();
  }

  @Override
  public Scale scaleOf(Scale asked) {
    return asked.inSteadyState();
  }

  @Override
  public List<Side> sides(Arena arena) {
    return comparison.sides(arena);
  }

  @Override
  public Section section(Arena arena, List<List<JobRun>> runs) {
    return comparison.section(arena, runs);
  }
}
