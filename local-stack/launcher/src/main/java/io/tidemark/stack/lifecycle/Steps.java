/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

/** One line of progress per step, with the seconds that it took. */
public final class Steps {

  private final PrintWriter out;
  private final boolean terminal;

  /**
   * Writes to a terminal or to anything else.
   *
   * @param terminal whether a line may be shown while its step runs, and replaced
   */
  public Steps(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Runs a step and shows its result next to its title. */
  public void runStep(String title, Supplier<String> work) {
    long begin = System.nanoTime();
    if (terminal) {
      out.printf("  %-22s …\r", title);
      out.flush();
    }
    String detail = work.get();
    double seconds = (System.nanoTime() - begin) / 1e9;
    out.println(String.format(Locale.ROOT, "  %-22s %-44s %5.1f s", title, detail, seconds));
    out.flush();
  }

  /** A line without a step. */
  public void printLine(String line) {
    out.println(line);
    out.flush();
  }
}
