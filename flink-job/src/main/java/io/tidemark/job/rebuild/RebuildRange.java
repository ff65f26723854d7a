/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.rebuild;

import io.tidemark.model.hourly.Window;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * The windows that a rebuild recomputes.
 *
 * @param from start of the first one, milliseconds since 1970
 * @param to start of the first one that is left alone
 * @param asOf how far event time is in the running job: what is due later has not happened yet
 */
public record RebuildRange(long from, long to, long asOf) implements Serializable {

  /**
   * Checks that a rebuild leaves alone what the running job still publishes.
   *
   * @param outOfOrderness how long after its end a window becomes final
   * @throws IllegalArgumentException saying what is allowed
   */
  public static RebuildRange of(
      Instant from, Instant to, Window window, Duration outOfOrderness, Instant now) {
    long start = from.toEpochMilli();
    long end = to.toEpochMilli();
    if (window.startOf(start) != start || window.startOf(end) != end) {
      throw new IllegalArgumentException(
          "--rebuild.from and --rebuild.to must each be the start of a window");
    }
    if (start >= end) {
      throw new IllegalArgumentException("--rebuild.from must be before --rebuild.to");
    }
    Instant firstOpen =
        Instant.ofEpochMilli(window.startOf(now.minus(outOfOrderness).toEpochMilli()));
    if (to.isAfter(firstOpen)) {
      throw new IllegalArgumentException(
          "--rebuild.to " + to + ": windows are not final yet; allowed is up to " + firstOpen);
    }
    return new RebuildRange(start, end, now.minus(outOfOrderness).toEpochMilli());
  }

  /** Whether a moment lies in it. */
  public boolean contains(long epochMillis) {
    return epochMillis >= from && epochMillis < to;
  }
}
