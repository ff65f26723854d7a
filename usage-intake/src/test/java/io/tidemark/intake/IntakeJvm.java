/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake;

import io.tidemark.stack.process.Http;
import io.tidemark.stack.process.JavaCommand;
import io.tidemark.stack.process.JvmOptions;
import io.tidemark.stack.process.Lifetime;
import io.tidemark.stack.process.ServerProcess;
import io.tidemark.stack.process.StateFolder;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The service in a process of its own with the heap of the local stack, which can be killed. */
final class IntakeJvm implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  private final ServerProcess process;
  private final URI uri;

  private IntakeJvm(ServerProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Starts it and waits until it takes events. */
  static IntakeJvm start(Path folder, int port, List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.add("--server.port=" + port);
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    JavaCommand command =
        JavaCommand.mainClass(
            "intake",
            JvmOptions.heap("320m").list(),
            Stream.of(classPath.split(Pattern.quote(File.pathSeparator))).map(Path::of).toList(),
            UsageIntake.class.getName(),
            all);
    StateFolder state = new StateFolder(folder);
    ServerProcess process = ServerProcess.start(command, state, Lifetime.WITH_PARENT);
    URI uri = URI.create("http://127.0.0.1:" + port);
    process.awaitReady(() -> Http.tryGet(uri.resolve("/actuator/health")).isPresent(), START_LIMIT);
    return new IntakeJvm(process, uri);
  }

  URI uri() {
    return uri;
  }

  /** Kills it, as the out-of-memory killer does. */
  void kill() {
    process.killNow();
  }

  @Override
  public void close() {
    process.killNow();
  }
}
