/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.sample.Feeder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "feed", hidden = true, description = "Feeds sample usage; started by 'up'.")
final class FeedCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "BOOTSTRAP_SERVERS")
  private String bootstrapServers;

  @Parameters(index = "1", paramLabel = "NOTE", description = "File with the progress.")
  private Path note;

  @Parameters(
      index = "2",
      paramLabel = "HISTORY",
      description = "Length of the history, for example 3d.")
  private String history;

  @Override
  public Integer call() throws InterruptedException {
    new Feeder(note, Times.parseDuration(history), Clock.systemUTC()).run(bootstrapServers);
    return 0;
  }
}
