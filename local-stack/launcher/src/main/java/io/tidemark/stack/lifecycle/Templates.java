/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.Checkout;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.JavaCommand;
import io.tidemark.stack.process.JvmOptions;
import io.tidemark.stack.process.LogTail;
import io.tidemark.stack.process.OneShot;
import io.tidemark.stack.process.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Puts index templates into a cluster by the installer that {@code es-templates} builds. */
public final class Templates {

  private static final String HEAP = "64m";
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int TAIL_LINES = 10;

  private Templates() {}

  /**
   * Installs them, again and again as often as one likes.
   *
   * @throws StackException with what the installer said when it fails
   */
  public static void installTemplates(Checkout checkout, StateFolder state, URI elasticsearch) {
    JavaCommand command =
        JavaCommand.jar(
            "templates",
            JvmOptions.heap(HEAP).with("-XX:TieredStopAtLevel=1").list(),
            checkout.templatesJar(),
            List.of("--hosts", elasticsearch.toString()));
    if (OneShot.run(command, state, LIMIT) != 0) {
      throw new StackException(
          "the templates could not be installed:\n  " + readOutput(command, state));
    }
  }

  private static String readOutput(JavaCommand command, StateFolder state) {
    Path out = OneShot.outputOf(command, state);
    try {
      return String.join("\n  ", LogTail.of(out, TAIL_LINES));
    } catch (IOException unreadable) {
      return "see " + out;
    }
  }
}
