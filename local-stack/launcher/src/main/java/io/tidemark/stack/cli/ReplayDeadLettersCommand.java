/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.StackException;
import io.tidemark.stack.deadletters.Replay;
import io.tidemark.stack.deadletters.Replayed;
import io.tidemark.stack.lifecycle.RunningStack;
import io.tidemark.stack.lifecycle.StackSettings;
import io.tidemark.stack.send.ProgressBar;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "replay-dead-letters",
    description = {
      "Sends rejected records to their topics again, after their fault is repaired.",
      "Each counts once; one that still cannot be counted is rejected again."
    },
    footer = {"", "Example: bin/tidemark replay-dead-letters --reason malformed"})
final class ReplayDeadLettersCommand implements Callable<Integer> {

  /**
   * A record that is rejected by its size stays too large, and a rejected document is no record.
   */
  private static final List<String> REASONS = List.of("malformed", "future", "expired", "too_late");

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      split = ",",
      defaultValue = "malformed,future",
      description = "Reason: malformed, future, expired or too_late (default: ${DEFAULT-VALUE}).")
  private List<String> reasons;

  @Option(
      names = "--again",
      description =
          "Starts at the first dead letter that is kept, not after the last replay of its reason.")
  private boolean again;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!REASONS.containsAll(reasons)) {
      throw new StackException(
          "no dead letters of reason '%s' can be replayed: choose among %s"
              .formatted(String.join(",", reasons), String.join(", ", REASONS)));
    }
    StackSettings settings = Tidemark.readSettings();
    String bootstrapServers = new RunningStack(settings).bootstrapServers();
    Replay replay = new Replay(bootstrapServers, settings.state(), Set.copyOf(reasons));
    ProgressBar progress = new ProgressBar(spec.commandLine().getErr(), Tidemark.onTerminal(), 0);
    Replayed done = replay.run(again, progress);
    progress.clear();
    spec.commandLine().getOut().println(done);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
