/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** The times that a body may name: documents and durations cannot hold all that Java can. */
public final class SupportedTimes {

  /** The first day of 1970 begins earlier in the east. */
  private static final Instant START = Instant.EPOCH.minus(Duration.ofDays(1));

  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private SupportedTimes() {}

  /**
   * The same time.
   *
   * @throws DateTimeException for one before 1970 or from the year 10000 on
   */
  public static Instant require(Instant time) {
    if (time.isBefore(START) || !time.isBefore(END)) {
      throw new DateTimeException("not between 1970 and 9999: " + time);
    }
    return time;
  }
}
