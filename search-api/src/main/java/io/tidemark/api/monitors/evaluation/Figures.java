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
 * @param byGroup figures by group and window; windows without documents are left out
 * @param stamps by window, what changes when documents of the window change
 * @param first when the kept documents of the monitor begin; null if there are none
 */
public record Figures(
    Map<Group, Map<Window, Figure>> byGroup, Map<Window, String> stamps, Instant first) {

  /** Nothing at all. */
  public static final Figures NONE = new Figures(Map.of(), Map.of(), null);

  /** All groups in a fixed order. */
  public Set<Group> groups() {
    return new TreeSet<>(byGroup.keySet());
  }

  /** The figure of a group in a window. */
  public Figure of(Group group, Window window) {
    return byGroup.getOrDefault(group, Map.of()).getOrDefault(window, Figure.NOTHING);
  }

  /** The stamp of a window; the same while none of its documents changes. */
  public String stamp(Window window) {
    return stamps.getOrDefault(window, "");
  }
}
