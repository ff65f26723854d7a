/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import io.tidemark.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A program that does one thing and ends. Its output goes to {@code logs/<name>.out}. */
public final class OneShot {

  private OneShot() {}

  /**
   * Runs it and gives its exit code. It does not outlive this call.
   *
   * @throws StackException when it has not ended within the limit
   */
  public static int run(JavaCommand command, StateFolder state, Duration limit) {
    Path out = outputOf(command, state);
    ProcessBuilder builder = new ProcessBuilder(command.line()).redirectErrorStream(true);
    builder.environment().putAll(command.environment());
    builder.redirectOutput(out.toFile());
    Process process = startProcess(command, builder);
    try {
      if (process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new StackException(
          command.name() + " did not end within " + limit.toSeconds() + " s: see " + out);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while " + command.name() + " was running", interrupted);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Where its output goes. */
  public static Path outputOf(JavaCommand command, StateFolder state) {
    return state.logs().resolve(command.name() + ".out");
  }

  private static Process startProcess(JavaCommand command, ProcessBuilder builder) {
    try {
      PrivateFiles.createFile(builder.redirectOutput().file().toPath());
      return builder.start();
    } catch (IOException failure) {
      throw new StackException(
          "cannot start " + command.name() + ": " + failure.getMessage(), failure);
    }
  }
}
