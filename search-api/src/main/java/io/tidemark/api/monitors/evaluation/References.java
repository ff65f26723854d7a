/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Condition;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The windows with which a window is compared. */
public final class References {

  private static final int DAYS_PER_WEEK = 7;

  private References() {}

  /** These windows, the newest first; empty when it is compared with none. */
  public static List<Window> of(Monitor monitor, Window window) {
    Condition condition = monitor.condition();
    ZoneId zone = monitor.zone();
    if (condition instanceof Condition.Change change) {
      return switch (change.against()) {
        case PREVIOUS_WINDOW -> List.of(monitor.window().before(window, zone));
        case MEDIAN_OF_SAME_DAYS, MEDIAN_OF_SAME_HOURS ->
            daysBefore(window, zone, 1, change.days());
        case MEDIAN_OF_SAME_WEEKDAYS ->
            daysBefore(window, zone, DAYS_PER_WEEK, change.days() / DAYS_PER_WEEK);
      };
    }
    if (condition instanceof Condition.Unusual unusual) {
      return daysBefore(window, zone, DAYS_PER_WEEK, unusual.weeks());
    }
    if (condition instanceof Condition.Burst burst) {
      return windowsBefore(monitor, window, Duration.ofDays(burst.days()));
    }
    if (condition instanceof Condition.Novelty novelty) {
      return List.of(
          new Window(window.from().minus(Duration.ofDays(novelty.days())), window.from()));
    }
    if (condition instanceof Condition.Absence absence) {
      return List.of(
          new Window(window.from().minus(Duration.ofDays(absence.days())), window.from()));
    }
    return List.of();
  }

  /**
   * The windows whose values are read at once to judge some windows. The past of a key that may
   * have a burst is long: it is read later, of keys that are busy.
   */
  public static Set<Window> listRead(Monitor monitor, List<Window> windows) {
    Set<Window> all = new LinkedHashSet<>(windows);
    if (!(monitor.condition() instanceof Condition.Burst)) {
      windows.forEach(window -> all.addAll(of(monitor, window)));
    }
    return all;
  }

  private static List<Window> daysBefore(Window window, ZoneId zone, int step, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> window.daysBefore(i * step, zone))
        .toList();
  }

  private static List<Window> windowsBefore(Monitor monitor, Window window, Duration past) {
    List<Window> windows = new ArrayList<>();
    Window at = monitor.window().before(window, monitor.zone());
    while (!at.from().isBefore(window.from().minus(past))) {
      windows.add(at);
      at = monitor.window().before(at, monitor.zone());
    }
    return windows;
  }
}
