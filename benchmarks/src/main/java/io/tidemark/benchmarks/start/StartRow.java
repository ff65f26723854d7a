/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.start;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long the stack takes to start, and then an event to show on the page.
 *
 * @param name of the row
 */
public record StartRow(String name) implements Row {

  /** {@code bin/tidemark up} until the page answers. */
  public static final Row START = new StartRow("S1");

  /** An event sent until the summary shows it. */
  public static final Row EVENT = new StartRow("S2");

  private static final int EVENTS = 10;

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    Section section = equals(START) ? start(scale, work) : measureEvent(work);
    return section.say(circumstances.describe("benchmarks/run " + name + scale.options()));
  }

  private static Section start(Scale scale, Path work) throws Exception {
    List<Double> seconds = new ArrayList<>();
    for (int run = 1; run <= scale.runs(); run++) {
      try (CommandStack stack = CommandStack.up(work.resolve("stack-" + run))) {
        seconds.add(stack.startedAfter().toMillis() / 1e3);
      }
    }
    return new Section("S1", "from `bin/tidemark up` until the page answers")
        .table(
            List.of(
                List.of("s, median", "s of each run"),
                List.of(
                    Median.text(Median.of(seconds, Double::doubleValue), 1),
                    Median.all(seconds.stream().mapToDouble(Double::doubleValue).toArray(), 1))))
        .say("Target 60.")
        .say(
            "The whole stack, with no data, from a checkout that is built: Elasticsearch, Kafka,"
                + " Flink, the job, the API. Without sample usage. Its processes outlive the"
                + " command, and count among the others below.");
  }

  private static Section measureEvent(Path work) throws Exception {
    List<Double> seconds = new ArrayList<>();
    try (CommandStack stack = CommandStack.up(work.resolve("stack"))) {
      // The first one meets code that has never run.
      stack.untilShown(0);
      for (int number = 1; number <= EVENTS; number++) {
        Duration shown = stack.untilShown(number);
        seconds.add(shown.toMillis() / 1e3);
      }
    }
    return new Section("S2", "from sending an event until the summary shows it")
        .table(
            List.of(
                List.of("s, median", "s, longest", "s of each event"),
                List.of(
                    Median.text(Median.of(seconds, Double::doubleValue), 1),
                    Median.text(seconds.stream().mapToDouble(s -> s).max().orElseThrow(), 1),
                    Median.all(seconds.stream().mapToDouble(s -> s).toArray(), 1))))
        .say("Target 10.")
        .say(
            "One model call at a time into Kafka, then the API's summary is asked every 50 ms until"
                + " it counts one more. `--provisional-every 5s`, all else as `bin/tidemark up`"
                + " sets it. The stack's processes count among the others below.");
  }
}
