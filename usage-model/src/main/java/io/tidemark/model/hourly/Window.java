/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import java.time.Duration;

/**
 * Tumbling windows of event time, aligned to 1970-01-01T00:00Z. A window is [start, start +
 * length).
 *
 * @param millis length in milliseconds; divides an hour
 */
public record Window(long millis) {

  /** The default: one hour. */
  public static final Window HOUR = new Window(Duration.ofHours(1).toMillis());

  public Window {
    if (millis <= 0 || Duration.ofHours(1).toMillis() % millis != 0) {
      throw new IllegalArgumentException("A window must divide an hour: " + millis + " ms");
    }
  }

  /** The start of the window that holds the moment. */
  public long startOf(long epochMillis) {
    return Math.floorDiv(epochMillis, millis) * millis;
  }

  /** The first moment after the window that holds the moment. */
  public long endOf(long epochMillis) {
    return startOf(epochMillis) + millis;
  }

  /** Length in minutes, as documents carry it. */
  public int minutes() {
    return (int) Duration.ofMillis(millis).toMinutes();
  }
}
