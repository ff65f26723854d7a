/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import io.tidemark.api.monitors.definition.Condition.Against;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.settings.SettingFault;
import java.time.Duration;
import java.util.Set;

/** Rejects monitors whose parts are each valid and contradict each other. */
final class MonitorRules {

  private static final Set<String> BURST_DIMENSIONS = Set.of("api_key_id", "user_id");

  private MonitorRules() {}

  static void checkMonitor(Monitor monitor) {
    Condition condition = monitor.condition();
    if (condition instanceof Condition.Above above) {
      checkAbove(monitor, above);
    } else if (condition instanceof Condition.Below below) {
      checkBelow(monitor, below);
    } else if (condition instanceof Condition.Change change) {
      checkChange(monitor, change);
    } else if (condition instanceof Condition.Unusual) {
      checkUnusual(monitor);
    } else if (condition instanceof Condition.Burst) {
      checkBurst(monitor);
    } else if (condition instanceof Condition.Novelty) {
      checkNew(monitor);
    } else if (condition instanceof Condition.Absence) {
      require(monitor.floor().isEmpty(), "floor", "Nothing reaches no floor: it would never fire.");
    } else {
      checkPipeline(monitor);
    }
    if (monitor.noData().policy() == NoData.Policy.ALERT) {
      require(
          monitor.per().isEmpty(),
          "no_data",
          "With per, groups come and go; use the condition absence.");
    }
  }

  private static void require(boolean holds, String entry, String otherwise) {
    if (!holds) {
      throw new SettingFault(entry, otherwise);
    }
  }

  private static void checkAbove(Monitor monitor, Condition.Above above) {
    boolean share = monitor.metric().orElseThrow().isShare();
    require(
        !share || above.value() < 1,
        "condition.value",
        "A ratio is at most 1 (5 % is 0.05): it would never fire.");
    if (monitor.clear().isPresent()) {
      require(
          monitor.clear().getAsDouble() <= above.value(),
          "clear.value_below",
          "It would clear while it fires; give at most " + above.value() + ".");
    }
  }

  private static void checkBelow(Monitor monitor, Condition.Below below) {
    MonitorMetric metric = monitor.metric().orElseThrow();
    Double floor = monitor.floor().get(metric.name());
    require(
        floor == null || floor < below.value(),
        "floor." + metric.name(),
        "No value is below the limit and reaches this floor: it would never fire.");
    if (monitor.clear().isPresent()) {
      require(
          monitor.clear().getAsDouble() >= below.value(),
          "clear.value_above",
          "It would clear while it fires; give at least " + below.value() + ".");
    }
  }

  private static void checkChange(Monitor monitor, Condition.Change change) {
    MonitorWindow window = monitor.window();
    if (change.against() == Against.MEDIAN_OF_SAME_DAYS) {
      require(
          window == MonitorWindow.DAY,
          "condition.against",
          "median_of_same_days compares days; use median_of_same_hours or another window.");
    }
    if (change.against() == Against.MEDIAN_OF_SAME_HOURS) {
      require(
          window.length().compareTo(Duration.ofDays(1)) < 0,
          "condition.against",
          "median_of_same_hours needs a window shorter than a day.");
    }
    require(
        window != MonitorWindow.DAYS_7 || change.days() <= ConditionParser.MOST_DAYS - 7,
        "condition.days",
        "Windows of 7 days before that are no longer kept; give at most 21.");
    if (monitor.clear().isPresent()) {
      double clear = monitor.clear().getAsDouble();
      require(
          change.firesUp() ? clear <= change.ratio() : clear >= change.ratio(),
          change.firesUp() ? "clear.ratio_below" : "clear.ratio_above",
          "It would clear while it fires; the limit of the condition is " + change.ratio() + ".");
    }
  }

  private static void checkUnusual(Monitor monitor) {
    require(
        !monitor.window().needsRecords()
            && monitor.window().length().compareTo(Duration.ofDays(1)) <= 0,
        "window",
        "unusual compares the same hours of each week; give 1h to day.");
    double k = ((Condition.Unusual) monitor.condition()).k();
    require(
        monitor.clear().isEmpty() || monitor.clear().getAsDouble() <= k,
        "clear.k_below",
        "It would clear while it fires; give at most " + k + ".");
  }

  private static void checkBurst(Monitor monitor) {
    require(
        monitor.window() == MonitorWindow.MINUTES_15,
        "window",
        "burst compares windows of 15m with each other.");
    require(
        monitor.per().map(BURST_DIMENSIONS::contains).orElse(false),
        "per",
        "burst watches each api_key_id or each user_id.");
    double ratio = ((Condition.Burst) monitor.condition()).ratio();
    require(
        monitor.clear().isEmpty() || monitor.clear().getAsDouble() <= ratio,
        "clear.ratio_below",
        "It would clear while it fires; give at most " + ratio + ".");
  }

  private static void checkNew(Monitor monitor) {
    require(
        monitor.per().isPresent(),
        "per",
        "new needs the dimension whose values it watches, for example model or client_ip.");
    require(
        monitor.forWindows() == 1,
        "for",
        "A value is new in one window alone: it would never fire.");
    require(
        monitor.window() != MonitorWindow.DAYS_7, "window", "new needs a window of at most a day.");
  }

  private static void checkPipeline(Monitor monitor) {
    require(monitor.per().isEmpty(), "per", "A pipeline monitor watches the workload as a whole.");
    require(monitor.floor().isEmpty(), "floor", "A pipeline monitor has no floor.");
    require(
        monitor.match().equals(Filters.NONE),
        "match",
        "A pipeline monitor watches the workload as a whole.");
    require(
        monitor.window() == MonitorWindow.HOURS_1,
        "window",
        "A pipeline monitor counts by the hour: give 1h.");
    require(
        monitor.noData().equals(NoData.IGNORED), "no_data", "A pipeline monitor always has data.");
  }
}
