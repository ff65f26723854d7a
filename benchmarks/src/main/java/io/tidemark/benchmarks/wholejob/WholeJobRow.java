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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The whole job against another one over the same topic.
 *
 * @param name of the row
 * @param title what is divided by what
 * @param own our job
 * @param peer the other job
 * @param target the ratio wanted, events a second of ours to theirs
 */
public record WholeJobRow(String name, String title, JobKind own, JobKind peer, double target)
    implements Row {

  /** Rows of this kind. */
  public static final List<Row> ALL =
      List.of(
          new WholeJobRow(
              "J1", "whole job ÷ the same in Flink SQL", JobKind.OWN, JobKind.FLINK_SQL, 5),
          new WholeJobRow(
              "J4",
              "whole job ÷ reading and parsing alone",
              JobKind.OWN,
              JobKind.READ_AND_PARSE,
              0.5),
          new LastShuffleRow(),
          new ConcurrencyRow());

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    try (Arena arena = Arena.open(own.input(), scale, work)) {
      Map<JobKind, List<JobRun>> runs = arena.inTurns(List.of(own, peer), scale.runs());
      return section(runs, arena.records())
          .say(circumstances.describe("benchmarks/run " + name + scale.options()))
          .say(arena.describe());
    }
  }

  Section section(Map<JobKind, List<JobRun>> runs, long records) {
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of(
            "",
            "events/s",
            "s",
            "CPU s",
            "CPU µs/event",
            "CPU µs/event of each run",
            "GC s",
            "peak heap MiB"));
    runs.forEach((kind, taken) -> table.add(line(kind, taken, records)));
    List<JobRun> ours = runs.get(own);
    List<JobRun> theirs = runs.get(peer);
    double byClock = ratio(theirs, ours, JobRun::wallSeconds);
    double byProcessor = ratio(theirs, ours, JobRun::processorSeconds);
    return new Section(name, title)
        .table(table)
        .say(
            "Ratio of events a second **"
                + Median.text(byClock, 2)
                + "**, of events per CPU second **"
                + Median.text(byProcessor, 2)
                + "**; target "
                + Median.text(target, 1)
                + ".");
  }

  private static double ratio(
      List<JobRun> above, List<JobRun> below, java.util.function.ToDoubleFunction<JobRun> value) {
    return Median.of(above, value) / Median.of(below, value);
  }

  private static List<String> line(JobKind kind, List<JobRun> runs, long records) {
    double wall = Median.of(runs, JobRun::wallSeconds);
    double processor = Median.of(runs, JobRun::processorSeconds);
    double[] each =
        runs.stream().mapToDouble(run -> run.processorSeconds() * 1e6 / records).toArray();
    return List.of(
        kind.title(),
        Median.text(records / wall, 0),
        Median.text(wall, 1),
        Median.text(processor, 1),
        Median.text(processor * 1e6 / records, 2),
        Median.all(each, 2),
        Median.text(Median.of(runs, JobRun::collectorSeconds), 1),
        Median.text(Median.of(runs, JobRun::peakHeapMebibytes), 0));
  }
}
