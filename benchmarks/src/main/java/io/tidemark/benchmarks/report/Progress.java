/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.report;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Reports the progress of a command. */
public final class Progress {

  private static final PrintStream OUT = System.out;

  private Progress() {}

  /** One line on standard output, with the time of day (UTC). */
  public static void say(String line) {
    OUT.println(LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }
}
