/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.answers.ExpectedHours;
import io.tidemark.benchmarks.input.InputSize;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An hour with many groups closes while the calls of the next one are read. */
public final class ClosingRow implements Row {

  /** Two in each of the two hours. */
  private static final long EVENTS_PER_GROUP = 4;

  @Override
  public String name() {
    return "J11";
  }

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    int groups = (int) (scale.input().events() / 6);
    Scale twoHours =
        scale.withInput(scale.input().withEvents(groups * EVENTS_PER_GROUP).spread(2, groups));
    try (Arena arena = Arena.open(twoHours, work)) {
      ExpectedHours expected = arena.expectedHours();
      Side side =
          Side.OWN
              .with(JobSettings.ANSWERS, "none")
              .with(JobSettings.HOUR_END, InputSize.START + Duration.ofHours(1).toMillis())
              .with(JobSettings.HOUR_CALLS, expected.callsOfHour(0));
      List<List<String>> table = new ArrayList<>();
      table.add(List.of("keys of the hour", "s to the last document", "longest stall of input, s"));
      for (JobRun run : arena.inTurns(List.of(side), scale.runs()).of(List.of(side)).get(0)) {
        table.add(
            List.of(
                Median.text((double) expected.groupsOfHour(0), 0),
                Median.text(run.number("closing-nanos") / 1e9, 2),
                Median.text(run.number("longest-gap-nanos") / 1e9, 2)));
      }
      return new Section(name(), "closing an hour with many keys")
          .table(table)
          .say(
              "Target 5 s and 0.5 s. One line a run. The clock starts when the watermark leaves the"
                  + " second of the two sources; calls of the next hour go on as fast as they are"
                  + " read. A stall is the longest time between two calls out of one source while"
                  + " the hour closes, collections of garbage included.")
          .say(circumstances.describe("benchmarks/run J11" + scale.options()))
          .say(arena.describe(Arena.COUNTED));
    }
  }
}
