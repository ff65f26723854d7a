/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.input;

import io.tidemark.testkit.events.EventVolume;
import io.tidemark.testkit.events.EventVolume.Late;
import java.time.Duration;

/**
 * How much input, and which.
 *
 * @param events sent, duplicates included, without the calls that close the hours
 * @param hours of event time
 * @param seed the same seed makes the same calls
 * @param groups that many are met in turn, as often as each other; 0 for some 6,000, met as users
 *     would have it
 * @param late what comes after its hour has closed
 */
public record InputSize(long events, int hours, long seed, int groups, Late late) {

  /** 2026-01-05T00:00:00Z, the start of the first hour. */
  public static final long START = 1_767_571_200_000L;

  /** Partitions of the topic. */
  public static final int PARTITIONS = 4;

  /** The size that the design's targets refer to: 3 million calls over 6 hours. */
  public static final InputSize FULL = new InputSize(3_000_000, 6, 20260105, 0, Late.NONE);

  public InputSize withEvents(long changed) {
    return new InputSize(changed, hours, seed, groups, late);
  }

  /** Over other hours, with that many groups in each of them. */
  public InputSize spread(int changedHours, int changedGroups) {
    return new InputSize(events, changedHours, seed, changedGroups, late);
  }

  public InputSize withLate(Late changed) {
    return new InputSize(events, hours, seed, groups, changed);
  }

  /** The events that the test kit generates. */
  public EventVolume volume() {
    return new EventVolume(START, Duration.ofHours(hours), events, seed, PARTITIONS, groups, late);
  }
}
