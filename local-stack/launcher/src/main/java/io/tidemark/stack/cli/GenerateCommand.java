/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.sample.Feeder;
import io.tidemark.stack.sample.SampleKind;
import io.tidemark.stack.sample.SampleKinds;
import io.tidemark.stack.sample.SamplePlan;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "generate",
    description = {
      "Prints generated events as newline-delimited JSON.",
      "The same times, rate and seed give the same events."
    },
    footer = {
      "",
      "Example: bin/tidemark generate model-calls --from now-1d --to now \\",
      "           --rate 0.5 --seed 7 > calls.ndjson"
    })
final class GenerateCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "KIND",
      description = "Workload, for example model-calls. The error for an unknown one lists all.")
  private String kind;

  @Option(names = "--from", required = true, description = "First time: now, now-3d or RFC 3339.")
  private String from;

  @Option(
      names = "--to",
      defaultValue = "now",
      description = "End of the range (default: ${DEFAULT-VALUE}).")
  private String to;

  @Option(
      names = "--rate",
      defaultValue = "0.15",
      description = "Events per second, averaged over a week (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed, any whole number (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--tenant",
      split = ",",
      description = "Tenants of the events, comma-separated (default: " + Feeder.TENANT + ").")
  private List<String> tenants = List.of(Feeder.TENANT);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    SampleKind sample = SampleKinds.findByName(kind);
    Instant now = Clock.systemUTC().instant();
    SamplePlan plan =
        new SamplePlan(
            Times.parseInstant(from, now), Times.parseInstant(to, now), rate, seed, tenants);
    PrintWriter out = spec.commandLine().getOut();
    sample
        .createEvents(plan)
        // The writer does not see errors of the stream below it.
        .takeWhile(event -> !out.checkError() && !System.out.checkError())
        .forEach(event -> printLine(out, event.json()));
    out.flush();
    return 0;
  }

  private static void printLine(PrintWriter out, String json) {
    out.print(json);
    out.print('\n');
  }
}
