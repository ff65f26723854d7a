/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.input;

import java.time.Duration;

/**
 * How much input, and which.
 *
 * @param events sent, duplicates included, without the calls that close the hours
 * @param hours of event time
 * @param seed the same seed makes the same calls
 */
public record InputSize(long events, int hours, long seed) {

  /** Partitions of the topic. */
  public static final int PARTITIONS = 4;

  /** Well beyond the disorder that watermarks allow. */
  static final long CLOSES_AFTER_MILLIS = Duration.ofMinutes(30).toMillis();

  /** What design figures are about: 3 million calls over 6 hours. */
  public static final InputSize FULL = new InputSize(3_000_000, 6, 20260105);

  public InputSize withEvents(long changed) {
    return new InputSize(changed, hours, seed);
  }

  long spanMillis() {
    return Duration.ofHours(hours).toMillis();
  }
}
