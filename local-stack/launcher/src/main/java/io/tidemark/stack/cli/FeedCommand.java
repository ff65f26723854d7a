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

@Command(name = "feed", hidden = true, description = "What the sample feeder of 'up' runs.")
final class FeedCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "BOOTSTRAP_SERVERS")
  private String bootstrapServers;

  @Parameters(index = "1", paramLabel = "NOTE", description = "Keeps how far it is.")
  private Path note;

  @Parameters(index = "2", paramLabel = "HISTORY", description = "How far back it begins, as 3d.")
  private String history;

  @Override
  public Integer call() throws InterruptedException {
    new Feeder(note, Times.parseDuration(history), Clock.systemUTC()).run(bootstrapServers);
    return 0;
  }
}
