/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.report.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The times of the sides as rows of a table, and the ratio of the first to the second. */
final class RunTable {

  private final List<List<String>> lines = new ArrayList<>();
  private final List<List<JobRun>> runs;

  RunTable(Arena arena, List<Side> sides, List<List<JobRun>> runs) {
    this.runs = runs;
    lines.add(
        List.of(
            "",
            "events/s",
            "s",
            "CPU s",
            "CPU µs/event",
            "CPU µs/event of each run",
            "GC s",
            "peak heap MiB"));
    for (int i = 0; i < sides.size(); i++) {
      lines.add(createLine(sides.get(i), runs.get(i), arena.records(sides.get(i))));
    }
  }

  List<List<String>> lines() {
    return lines;
  }

  /** One sentence. */
  String ratio(double target) {
    return "Ratio of events a second **"
        + Median.text(ratio(JobRun::wallSeconds), 2)
        + "**, of events per CPU second **"
        + Median.text(ratio(JobRun::processorSeconds), 2)
        + "**, without the time of Java's compilers **"
        + Median.text(ratio(run -> run.processorSeconds() - run.compilerSeconds()), 2)
        + "**; target "
        + Median.text(target, target < 1 ? 2 : 1)
        + ".";
  }

  private double ratio(ToDoubleFunction<JobRun> value) {
    return Median.of(runs.get(1), value) / Median.of(runs.get(0), value);
  }

  private static List<String> createLine(Side side, List<JobRun> runs, long records) {
    double wall = Median.of(runs, JobRun::wallSeconds);
    double processor = Median.of(runs, JobRun::processorSeconds);
    double[] each =
        runs.stream().mapToDouble(run -> run.processorSeconds() * 1e6 / records).toArray();
    return List.of(
        side.title(),
        Median.text(records / wall, 0),
        Median.text(wall, 1),
        Median.text(processor, 1),
        Median.text(processor * 1e6 / records, 2),
        Median.all(each, 2),
        Median.text(Median.of(runs, JobRun::collectorSeconds), 1),
        Median.text(Median.of(runs, JobRun::peakHeapMebibytes), 0));
  }
}
