/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.metrics;

import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.Group;
import io.tidemark.api.monitors.evaluation.MetricSource;
import io.tidemark.api.monitors.evaluation.MetricValues;
import io.tidemark.api.monitors.evaluation.References;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values of a past that no longer changes, read for many windows at once. */
public final class PastMetrics implements MetricSource {

  /** As many as one answer may have for each of the groups. */
  private static final int WINDOWS_AT_ONCE = 250;

  private final MetricSource source;
  private final Instant end;
  private Set<Window> loaded = Set.of();
  private MetricValues metricValues = MetricValues.NONE;

  /** {@code end}: of the last window that will be asked for. */
  public PastMetrics(MetricSource source, Instant end) {
    this.source = source;
    this.end = end;
  }

  @Override
  public MetricValues read(Monitor monitor, List<Window> windows, List<Window> stamped) {
    if (windows.isEmpty()) {
      return MetricValues.NONE;
    }
    if (!loaded.containsAll(windows)) {
      load(monitor, windows);
    }
    // Without stamps: nothing of the past is corrected.
    return new MetricValues(metricValues.byGroup(), Map.of(), metricValues.first());
  }

  @Override
  public MetricValues readGroups(Monitor monitor, List<Window> windows, Set<Group> groups) {
    return source.readGroups(monitor, windows, groups);
  }

  private void load(Monitor monitor, List<Window> windows) {
    Set<Window> next = new LinkedHashSet<>(windows);
    Window window = newest(windows);
    while (next.size() < WINDOWS_AT_ONCE && !window.to().isAfter(end)) {
      next.add(window);
      next.addAll(References.of(monitor, window));
      window = monitor.window().next(window, monitor.zone());
    }
    metricValues = source.read(monitor, new ArrayList<>(next), List.of());
    loaded = next;
  }

  private static Window newest(List<Window> windows) {
    return windows.stream().max((one, other) -> one.to().compareTo(other.to())).orElseThrow();
  }
}
