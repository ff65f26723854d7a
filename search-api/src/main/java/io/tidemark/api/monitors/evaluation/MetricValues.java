/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Window;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The result of one search.
 *
 * @param byGroup values by group and window; windows without documents are left out
 * @param stamps by window, what changes when documents of the window change
 * @param first when the kept documents of the monitor begin; null if there are none
 */
public record MetricValues(
    Map<Group, Map<Window, MetricValue>> byGroup, Map<Window, String> stamps, Instant first) {

  /** Nothing at all. */
  public static final MetricValues NONE = new MetricValues(Map.of(), Map.of(), null);

  /** All groups in a fixed order. */
  public Set<Group> groups() {
    return new TreeSet<>(byGroup.keySet());
  }

  /** The values of a group in a window. */
  public MetricValue of(Group group, Window window) {
    return byGroup.getOrDefault(group, Map.of()).getOrDefault(window, MetricValue.NOTHING);
  }

  /** The stamp of a window; the same while none of its documents changes. */
  public String stamp(Window window) {
    return stamps.getOrDefault(window, "");
  }
}
