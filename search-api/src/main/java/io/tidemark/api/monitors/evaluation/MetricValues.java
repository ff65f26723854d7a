/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Window;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /** Sums of decimals differ in their last digits: a smaller part of the whole is nothing. */
  private static final double LEAST_REST = 1e-9;

  /** The values of a group in a window. */
  public MetricValue of(Group group, Window window) {
    return byGroup.getOrDefault(group, Map.of()).getOrDefault(window, MetricValue.NOTHING);
  }

  /** The same with the values of more groups. */
  public MetricValues with(MetricValues more) {
    Map<Group, Map<Window, MetricValue>> all = new HashMap<>(byGroup);
    all.putAll(more.byGroup);
    return new MetricValues(all, stamps, first);
  }

  /** The same with {@link Group#OTHER}: the whole without {@code groups}, unless it is nothing. */
  MetricValues withRest(Set<Group> groups) {
    Map<Window, MetricValue> rest = new HashMap<>();
    byGroup
        .getOrDefault(Group.ALL, Map.of())
        .forEach(
            (window, whole) -> {
              MetricValue left = subtract(whole, groups, window);
              if (left.value().orElse(0.0) > whole.value().orElse(0.0) * LEAST_REST) {
                rest.put(window, left);
              }
            });
    return rest.isEmpty() ? this : with(new MetricValues(Map.of(Group.OTHER, rest), stamps, first));
  }

  private MetricValue subtract(MetricValue whole, Set<Group> groups, Window window) {
    double value = whole.value().orElse(0.0);
    Map<String, Double> floors = new HashMap<>(whole.floors());
    for (Group group : groups) {
      MetricValue part = of(group, window);
      value -= part.value().orElse(0.0);
      part.floors().forEach((name, floor) -> floors.merge(name, -floor, Double::sum));
    }
    return new MetricValue(Optional.of(value), floors, true);
  }

  /** The stamp of a window; the same while none of its documents changes. */
  public String stamp(Window window) {
    return stamps.getOrDefault(window, "");
  }
}
