/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The runs of each side; a side that has failed once is given up, and does not hold up others. */
final class JobRuns {

  private final Map<Side, List<JobRun>> runs = new HashMap<>();
  private final Map<Side, Exception> failures = new HashMap<>();

  boolean goesOn(Side side) {
    return !failures.containsKey(side);
  }

  void add(Side side, JobRun run) {
    runs.computeIfAbsent(side, key -> new ArrayList<>()).add(run);
  }

  void fail(Side side, Exception failure) {
    failures.put(side, failure);
  }

  /** Each side's runs, in the order of the sides. */
  List<List<JobRun>> of(List<Side> sides) {
    for (Side side : sides) {
      if (failures.containsKey(side)) {
        throw new IllegalStateException(side.title() + " has failed", failures.get(side));
      }
    }
    return sides.stream().map(runs::get).toList();
  }
}
