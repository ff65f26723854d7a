/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.report.Chart;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Pictures;
import io.tidemark.benchmarks.report.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The whole job over more and more distinct combinations of dimensions an hour. */
public final class GroupsGrowth implements Row {

  private static final List<Integer> PARTS_OF_MOST = List.of(1_000, 100, 10, 1);

  @Override
  public String name() {
    return "growth-groups";
  }

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    int most = (int) (scale.input().events() / 3);
    List<Double> sizes = new ArrayList<>();
    List<Double> speeds = new ArrayList<>();
    List<Double> costs = new ArrayList<>();
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of(
            "combinations an hour",
            "calls",
            "events/s",
            "CPU µs/event",
            "records over the last shuffle ÷ events",
            "GC s",
            "peak heap MiB"));
    for (int part : PARTS_OF_MOST) {
      int groups = Math.max(1, most / part);
      Scale one = scale.withInput(scale.input().withEvents(most * 2L).spread(1, groups));
      try (Arena arena = Arena.open(one, work.resolve("groups-" + groups))) {
        Side side = Side.OWN.with(JobSettings.ANSWERS, "none");
        JobRun run = arena.run(side, work.resolve("run-" + groups));
        sizes.add((double) groups);
        speeds.add(arena.records() / run.wallSeconds() / 1e3);
        costs.add(run.processorSeconds() * 1e6 / arena.records());
        table.add(createLine(arena, run));
      }
    }
    Path pictures = Pictures.of(scale, work);
    new Chart("Events a second", "combinations of dimensions an hour", "thousand events/s")
        .curve("one job, two cores", sizes, speeds)
        .save(pictures.resolve("growth-groups-speed.png"));
    new Chart("Cost of an event", "combinations of dimensions an hour", "CPU µs/event")
        .curve("one job, two cores", sizes, costs)
        .save(pictures.resolve("growth-groups-cost.png"));
    return new Section(name(), "distinct combinations of dimensions an hour")
        .table(table)
        .say("![events a second](images/growth-groups-speed.png)")
        .say("![cost of an event](images/growth-groups-cost.png)")
        .say(
            "One hour of calls that meet each combination as often as any other, which is the worst"
                + " for folding; closing the hour is part of the time. One run a line; the number"
                + " of final documents and the calls in them are compared.")
        .say(circumstances.describe("benchmarks/run growth-groups" + scale.options()));
  }

  private static List<String> createLine(Arena arena, JobRun run) {
    return List.of(
        Median.text((double) arena.expectedLines(), 0),
        Median.text((double) arena.records(), 0),
        Median.text(arena.records() / run.wallSeconds(), 0),
        Median.text(run.processorSeconds() * 1e6 / arena.records(), 2),
        Median.text(run.recordsInto("publish") / arena.records(), 3),
        Median.text(run.collectorSeconds(), 1),
        Median.text(run.peakHeapMebibytes(), 0));
  }
}
