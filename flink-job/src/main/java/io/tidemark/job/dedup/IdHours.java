/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

/**
 * Hours of events as 16 bits. They are compared by their difference, which is right as long as all
 * ids lie within 3.7 years of each other; the retention of events is far shorter.
 */
final class IdHours {

  private IdHours() {}

  /** Whether an id of this hour is not older than {@code liveFrom}. */
  static boolean isLive(short hour, long liveFrom) {
    return liveFrom == Long.MIN_VALUE || (short) (hour - (short) liveFrom) >= 0;
  }

  /** The whole hour, which is near to {@code around}. */
  static long near(short hour, long around) {
    return around + (short) (hour - (short) around);
  }
}
