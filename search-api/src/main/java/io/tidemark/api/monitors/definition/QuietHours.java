/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Hours of each local day in which no messages are sent; they are sent afterwards if they still
 * hold.
 *
 * @param from start
 * @param to end, exclusive; on the next day if it is not after the start
 */
public record QuietHours(LocalTime from, LocalTime to) {

  /** Whether {@code time} lies in them. */
  public boolean contain(Instant time, ZoneId zone) {
    LocalTime local = LocalTime.ofInstant(time, zone);
    boolean afterStart = !local.isBefore(from);
    boolean beforeEnd = local.isBefore(to);
    return from.isBefore(to) ? afterStart && beforeEnd : afterStart || beforeEnd;
  }
}
