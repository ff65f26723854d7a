/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.process.JavaCommand;
import io.tidemark.stack.process.JvmOptions;
import io.tidemark.stack.process.Lifetime;
import io.tidemark.stack.process.ServerProcess;
import io.tidemark.stack.process.StateFolder;
import io.tidemark.stack.sample.Feeder;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Runs the feeder of sample usage as a process of its own, on the class path of this one. */
final class SampleFeeder {

  private static final Duration HISTORY_LIMIT = Duration.ofSeconds(60);

  private SampleFeeder() {}

  static Path locateNote(StateFolder state) {
    return state.folder("sample").resolve("fed-through");
  }

  /**
   * Starts it and waits until it has caught up with now.
   *
   * @param history how far back it begins at most
   */
  static String startFeeder(
      StackSettings settings, StartedProcesses started, String bootstrapServers, Duration history) {
    Path note = locateNote(settings.state());
    List<Path> classPath =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getProperty("java.class.path"))
            .map(Path::of)
            .toList();
    JavaCommand command =
        JavaCommand.mainClass(
            Component.FEEDER.processName(),
            JvmOptions.heap(settings.heap(Component.FEEDER))
                .with("-XX:TieredStopAtLevel=1")
                .with("-D" + Checkout.ROOT_PROPERTY + "=" + settings.checkout().root())
                .list(),
            classPath,
            "io.tidemark.stack.cli.Tidemark",
            List.of("feed", bootstrapServers, note.toString(), history.toHours() + "h"));
    Instant begin = Instant.now();
    ServerProcess process = ServerProcess.start(command, settings.state(), Lifetime.DETACHED);
    started.addProcess(process, URI.create(""));
    Feeder feeder = new Feeder(note, history, Clock.systemUTC());
    process.awaitReady(
        () -> feeder.fedThrough().filter(through -> !through.isBefore(begin)).isPresent(),
        HISTORY_LIMIT);
    return history.toHours() + " hours back, then live, for tenant " + Feeder.TENANT;
  }
}
