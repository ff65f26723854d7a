/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.answers;

import java.time.Instant;
import java.util.Locale;

/** How many runs of a tenant were going at once in one hour, the same text for every program. */
public final class LevelLine {

  private LevelLine() {}

  /**
   * The measured levels of an hour.
   *
   * @param running milliseconds of all runs together
   */
  public record Levels(long max, long min, double mean, long running) {}

  /** The line of a tenant's hour, given by its first millisecond. */
  public static String of(long hour, String tenant, Levels levels) {
    return String.format(
        Locale.ROOT,
        "%s|%s|%d|%d|%.6f|%d",
        Instant.ofEpochMilli(hour),
        tenant,
        levels.max(),
        levels.min(),
        levels.mean(),
        levels.running());
  }
}
