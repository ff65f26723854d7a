/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Condition;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.Window;
import java.time.Duration;
import java.time.Instant;

/** When a monitor is evaluated next. A monitor that is not due costs no search. */
public final class Schedule {

  /** After the end of an hour, counts of the pipeline itself are complete. */
  private static final Duration SETTLED = Duration.ofMinutes(5);

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int LOOKS_PER_WINDOW = 60;
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
  private static final int LONGEST_FAILURE = 10;

  private Schedule() {}

  /** Before which moment the windows of a monitor count as final; null while none do. */
  public static Instant finalFor(Monitor monitor, Instant now, Instant finalThrough) {
    if (monitor.condition() instanceof Condition.Pipeline) {
      return monitor.window().endedBy(now.minus(SETTLED), monitor.zone()).to();
    }
    return finalThrough;
  }

  /** Whether there is anything to do for a monitor; {@code end} as of {@link #finalFor}. */
  public static boolean isDue(
      Monitor monitor,
      long revision,
      MonitorState state,
      Suppression suppression,
      Instant now,
      Instant end) {
    // A monitor that was edited does not wait for the failure of its revision before.
    if (state.failure() != null && state.revision() == revision) {
      int attempts = Math.min(state.failure().attempts(), LONGEST_FAILURE);
      return isOver(state.failure().at(), AFTER_FAILURE.multipliedBy(attempts), now);
    }
    return state.revision() != revision
        || state.evaluatedAt() == null
        || !state.unsent().isEmpty()
        || hasFinalWindow(monitor, state, end)
        || isEarlyDue(monitor, state, now, end)
        || hasMessage(monitor, state, suppression, now);
  }

  private static boolean hasFinalWindow(Monitor monitor, MonitorState state, Instant end) {
    if (end == null) {
      return false;
    }
    if (state.position() == null) {
      return true;
    }
    Window next = monitor.window().at(state.position(), monitor.zone());
    boolean mayBeCorrected = !state.recent.isEmpty() && !end.equals(state.checkedThrough);
    return !next.to().isAfter(end) || mayBeCorrected;
  }

  private static boolean isEarlyDue(Monitor monitor, MonitorState state, Instant now, Instant end) {
    boolean pipeline = monitor.condition() instanceof Condition.Pipeline;
    boolean early = pipeline || (monitor.firesEarly() && !Evaluation.isLagging(now, end));
    return early && (state.earlyAt == null || isOver(state.earlyAt, pause(monitor), now));
  }

  /**
   * Whether a pause since {@code from} is over. It is, too, when that is a time to come: the clock
   * was set back since. Clocks of instances differ by less than a pause.
   */
  private static boolean isOver(Instant from, Duration pause, Instant now) {
    return Duration.between(from, now).abs().compareTo(pause) >= 0;
  }

  private static Duration pause(Monitor monitor) {
    Duration pause = monitor.window().length().dividedBy(LOOKS_PER_WINDOW);
    if (pause.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static boolean hasMessage(
      Monitor monitor, MonitorState state, Suppression suppression, Instant now) {
    return new Announcements(monitor, suppression, now).isDue(state);
  }
}
