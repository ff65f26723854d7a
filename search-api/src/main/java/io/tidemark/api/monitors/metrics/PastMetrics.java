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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values of a past that no longer changes, read for many windows at once. */
public final class PastMetrics implements MetricSource {

  /** As many as one answer may have for each of the groups. */
  private static final int WINDOWS_AT_ONCE = 250;

  /** The same for values that are watched one by one: each has metric values of its own. */
  private static final int WATCHED_WINDOWS_AT_ONCE = 80;

  private final MetricSource source;
  private final Instant end;
  private Map<Window, Set<Group>> ranking = Map.of();
  private List<Window> loaded = List.of();
  private final Set<Group> loadedGroups = new HashSet<>();
  private MetricValues metricValues = MetricValues.NONE;

  /** {@code end}: of the last window that will be asked for. */
  public PastMetrics(MetricSource source, Instant end) {
    this.source = source;
    this.end = end;
  }

  @Override
  public Map<Window, Set<Group>> findGroups(Monitor monitor, List<Window> windows) {
    if (!ranking.keySet().containsAll(windows)) {
      load(monitor, windows);
    }
    Map<Window, Set<Group>> found = new HashMap<>();
    windows.forEach(window -> found.put(window, ranking.get(window)));
    return found;
  }

  @Override
  public MetricValues read(
      Monitor monitor, List<Window> windows, List<Window> stamped, Set<Group> groups) {
    if (windows.isEmpty()) {
      return MetricValues.NONE;
    }
    // Groups with an alert may not be among the greatest of the windows that are loaded.
    Set<Group> missing = new HashSet<>(groups);
    missing.removeAll(loadedGroups);
    metricValues = metricValues.with(source.readGroups(monitor, loaded, missing));
    loadedGroups.addAll(missing);
    // Without stamps: nothing of the past is corrected.
    return new MetricValues(metricValues.byGroup(), Map.of(), metricValues.first());
  }

  @Override
  public MetricValues readGroups(Monitor monitor, List<Window> windows, Set<Group> groups) {
    return source.readGroups(monitor, windows, groups);
  }

  private void load(Monitor monitor, List<Window> windows) {
    Set<Window> judged = new LinkedHashSet<>(windows);
    Set<Window> needed = new LinkedHashSet<>(References.listRead(monitor, windows));
    int most = monitor.per().isPresent() ? WATCHED_WINDOWS_AT_ONCE : WINDOWS_AT_ONCE;
    Window window = newest(windows);
    while (needed.size() < most && !window.to().isAfter(end)) {
      judged.add(window);
      needed.addAll(References.listRead(monitor, List.of(window)));
      window = monitor.window().next(window, monitor.zone());
    }
    ranking = source.findGroups(monitor, List.copyOf(judged));
    loaded = List.copyOf(needed);
    loadedGroups.clear();
    ranking.values().forEach(loadedGroups::addAll);
    metricValues = source.read(monitor, loaded, List.of(), Set.copyOf(loadedGroups));
  }

  private static Window newest(List<Window> windows) {
    return windows.stream().max((one, other) -> one.to().compareTo(other.to())).orElseThrow();
  }
}
