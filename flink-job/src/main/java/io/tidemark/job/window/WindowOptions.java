/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.model.hourly.Window;
import java.io.Serializable;
import java.time.Duration;

/**
 * How hours are cut and published.
 *
 * @param windowMillis length of a window
 * @param lateness how long after its end a window takes corrections
 * @param provisionalEvery how often the running window is published; zero for never
 * @param correctionsEvery how often corrections of a closed window are published, at most
 * @param budget documents a second that provisional documents and corrections may cost in all
 */
public record WindowOptions(
    long windowMillis,
    Duration lateness,
    Duration provisionalEvery,
    Duration correctionsEvery,
    double budget)
    implements Serializable {

  public Window window() {
    return new Window(windowMillis);
  }

  /** The same for windows that are not published before they are over. */
  WindowOptions withoutProvisional() {
    return new WindowOptions(windowMillis, lateness, Duration.ZERO, correctionsEvery, budget);
  }

  /** The first moment of event time at which nothing more is added to the window. */
  public long closedAt(long windowStart) {
    return windowStart + windowMillis + lateness.toMillis();
  }

  /** The start of the first window to which something may still be added. */
  public long firstOpen(long watermark) {
    long reach = windowMillis + lateness.toMillis();
    if (watermark < Long.MIN_VALUE + reach) {
      return Long.MIN_VALUE;
    }
    return window().startOf(watermark - reach) + windowMillis;
  }
}
