/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.StackException;
import io.tidemark.stack.lifecycle.Rebuild;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "rebuild",
    description = {
      "Recomputes past windows from the topics while the job runs, and shows its progress.",
      "A document that was computed from more events stays as it is."
    },
    footer = {"", "Example: bin/tidemark rebuild --from now-3d --to now-1h"})
final class RebuildCommand implements Callable<Integer> {

  @Option(
      names = "--from",
      paramLabel = "TIME",
      required = true,
      description = "Time in the first hour: now-3d, or 2026-01-31T18:00:00Z.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      required = true,
      description =
          "End. The hour of a time is included and must be final; now-1h ends with the last hour that"
              + " was over an hour ago.")
  private String to;

  @Option(
      names = "--pipelines",
      paramLabel = "NAMES",
      description = "Workloads, comma-separated, for example model-calls (default: all).")
  private String pipelines;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Instant now = Instant.now();
    Instant first = Times.parseInstant(from, now);
    Instant end = parseEnd(to, now);
    if (!first.truncatedTo(ChronoUnit.HOURS).isBefore(end)) {
      throw new StackException("--from %s must be before --to %s".formatted(from, to));
    }
    List<String> more = new ArrayList<>();
    if (pipelines != null) {
      more.addAll(List.of("--pipelines", pipelines));
    }
    new Rebuild(Tidemark.readSettings(), spec.commandLine().getOut(), Tidemark.onTerminal())
        .run(first, end, more);
    return 0;
  }

  /** The hour of a relative time is left out: in its first minutes the one before is not final. */
  static Instant parseEnd(String text, Instant now) {
    Instant end = Times.parseInstant(text, now);
    return Times.isRelative(text) ? end.truncatedTo(ChronoUnit.HOURS) : end;
  }
}
