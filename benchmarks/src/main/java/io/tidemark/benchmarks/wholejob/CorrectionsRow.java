/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.testkit.events.EventVolume.Late;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How often an hourly document is written when some calls come after their hour has closed. */
public final class CorrectionsRow implements Row {

  private static final double TARGET = 1.05;

  @Override
  public String name() {
    return "E3";
  }

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("late", "calls", "hourly documents", "index operations", "ratio"));
    table.add(createLine("1 % of the calls, any", scale, Late.ANY_CALL, work));
    table.add(createLine("all calls of 1 % of the callers", scale, Late.SOME_CALLERS, work));
    return new Section(name(), "index operations per final document")
        .table(table)
        .say("Target " + TARGET + ".")
        .say(
            "Late calls are late by up to an hour, where watermarks wait five minutes; provisional"
                + " documents are off. A document is written when its hour closes, and again when"
                + " calls come after that, once a minute at most. Every document's last state is"
                + " compared. Hours pass in seconds here, so corrections of one document come"
                + " together that would take minutes in life: the figure is the least that late"
                + " calls cost. What counts is how many documents have one: with many calls a"
                + " document, hardly any is spared when one call in a hundred is late.")
        .say(circumstances.describe("benchmarks/run E3" + scale.options()));
  }

  private static List<String> createLine(String title, Scale scale, Late late, Path work)
      throws Exception {
    Scale input =
        scale.withInput(scale.input().withEvents(scale.input().events() / 3).withLate(late));
    try (Arena arena = Arena.open(input, work.resolve(late.name()))) {
      Side side = Side.OWN.titled(title).with(JobSettings.ANSWERS, "latest");
      JobRun run = arena.run(side, work.resolve("run-" + late.name()));
      return List.of(
          title,
          Median.text((double) arena.expectedHours().counted(), 0),
          Median.text((double) arena.expectedLines(), 0),
          Median.text((double) run.documents(), 0),
          Median.text(run.documents() / (double) arena.expectedLines(), 3));
    }
  }
}
