/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import java.time.Instant;
import java.time.ZoneId;

/**
 * An interval of event time.
 *
 * @param from start
 * @param to end, exclusive
 */
public record Window(Instant from, Instant to) {

  public Window {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("A window ends after it starts: " + from + ", " + to);
    }
  }

  /** The same local times some days before. */
  public Window daysBefore(int days, ZoneId zone) {
    Instant start = from.atZone(zone).minusDays(days).toInstant();
    Instant end = to.atZone(zone).minusDays(days).toInstant();
    // Clocks that go forward may leave nothing between two local times.
    return new Window(start, end.isAfter(start) ? end : start.plusMillis(1));
  }
}
