/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import io.tidemark.api.selection.Filters;
import io.tidemark.api.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A rule that watches one metric.
 *
 * @param metric absent for {@link Condition.Pipeline}
 * @param match which documents it looks at
 * @param per the dimension whose values are watched one by one
 * @param zone of days, windows and quiet hours
 * @param floor least values of other metrics of the window
 * @param forWindows how many windows in a row must meet the condition
 * @param clear the score at which an alert ends; the limit of the condition when absent
 * @param resend after which a message about an alert that continues is repeated
 * @param channels ids of channels; may be empty
 */
public record Monitor(
    String id,
    Workload workload,
    Optional<MonitorMetric> metric,
    Filters match,
    Optional<String> per,
    MonitorWindow window,
    ZoneId zone,
    Condition condition,
    Map<String, Double> floor,
    int forWindows,
    OptionalDouble clear,
    NoData noData,
    Duration resend,
    List<String> channels,
    Optional<QuietHours> quietHours) {

  /** The dimension that only records have. */
  public static final String ADDRESS_BLOCK = "client_ip";

  public Monitor {
    floor = Map.copyOf(floor);
    channels = List.copyOf(channels);
  }

  /** Whether records are counted, not hourly documents. */
  public boolean readsRecords() {
    return window.needsRecords() || per.equals(Optional.of(ADDRESS_BLOCK));
  }

  /**
   * Whether a window that meets the condition before its end will meet it at its end, too: counts
   * of model calls only grow while events arrive, and so do the floors.
   */
  public boolean firesEarly() {
    if (workload != Workload.MODEL_CALLS || condition instanceof Condition.Pipeline) {
      return false;
    }
    boolean grows =
        condition instanceof Condition.Novelty
            || (metric.isPresent() && metric.get().onlyGrows() && floorOnlyGrows());
    boolean up =
        condition instanceof Condition.Unusual unusual
            ? unusual.direction() != Condition.Direction.DOWN
            : condition.firesUp() && !(condition instanceof Condition.Absence);
    return grows && up;
  }

  /** Whether it needs prices. */
  public boolean readsMoney() {
    return metric.map(MonitorMetric::isMoney).orElse(false)
        || floor.keySet().stream()
            .anyMatch(name -> MonitorMetric.of(workload, name, readsRecords()).isMoney());
  }

  /** Whether the values of groups, and those of the floors, add up to the whole. */
  public boolean addsUp() {
    return metric.map(MonitorMetric::addsUp).orElse(false)
        && floor.keySet().stream()
            .allMatch(name -> MonitorMetric.of(workload, name, readsRecords()).addsUp());
  }

  /** Whether a group may meet the condition by having no documents in a window. */
  public boolean watchesIdleGroups() {
    if (condition instanceof Condition.Unusual unusual) {
      return unusual.direction() != Condition.Direction.UP;
    }
    return condition instanceof Condition.Absence || !condition.firesUp();
  }

  private boolean floorOnlyGrows() {
    return floor.keySet().stream()
        .allMatch(name -> MonitorMetric.of(workload, name, readsRecords()).onlyGrows());
  }

  /** Whether no message may be sent now. */
  public boolean isQuietAt(Instant time) {
    return quietHours.map(hours -> hours.contain(time, zone)).orElse(false);
  }

  /** The parts that decide which groups and windows there are. */
  public String shape() {
    return String.join(
        " ",
        workload.id(),
        metric.map(MonitorMetric::name).orElse(""),
        per.orElse(""),
        window.id(),
        zone.getId(),
        condition.kind(),
        match.toString());
  }
}
