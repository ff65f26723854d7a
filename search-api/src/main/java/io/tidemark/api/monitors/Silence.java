/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import java.time.Instant;
import java.util.Set;

/**
 * A time in which no messages are sent.
 *
 * @param monitors ids of monitors; empty for all
 * @param groups values of the dimension of a monitor; empty for all
 * @param from start
 * @param to end, exclusive
 */
record Silence(Set<String> monitors, Set<String> groups, Instant from, Instant to) {

  /** Whether it holds for a group of a monitor at a time. */
  boolean covers(String monitor, String group, Instant time) {
    return !time.isBefore(from)
        && time.isBefore(to)
        && (monitors.isEmpty() || monitors.contains(monitor))
        && (groups.isEmpty() || groups.contains(group));
  }
}
