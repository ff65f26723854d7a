/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.NoData;
import io.tidemark.api.monitors.definition.Window;
import java.time.Instant;

/**
 * The states of one group: learning, ok, pending, firing, no data. It takes each window once, in
 * order; a window that was counted early counts no second time when it is final.
 */
final class StateMachine {

  private final int forWindows;
  private final NoData noData;

  StateMachine(Monitor monitor) {
    this.forWindows = monitor.forWindows();
    this.noData = monitor.noData();
  }

  /** The state after a window. */
  GroupState next(GroupState before, Judgement judgement, Window window, Instant now) {
    if (before.fired() != null && window.from().isBefore(before.fired().from())) {
      // It fired early, by a later window: an earlier one cannot take that back.
      return before;
    }
    GroupState seen = before.seen(judgement, window);
    return switch (judgement.verdict()) {
      case BREACH -> breach(seen, window, now);
      case BETWEEN ->
          before.state() == AlertState.FIRING
              ? seen.counting(seen.streak(), 0, window.from())
              : calm(seen, AlertState.OK, window, now);
      case CLEAR -> calm(seen, AlertState.OK, window, now);
      case LEARNING -> learning(seen, window, now);
      case NO_DATA -> missing(seen, window, now);
    };
  }

  private GroupState breach(GroupState seen, Window window, Instant now) {
    boolean counted = window.from().equals(seen.counted()) && seen.streak() > 0;
    int streak = counted ? seen.streak() : seen.streak() + 1;
    GroupState next = seen.counting(streak, 0, window.from());
    if (seen.state() == AlertState.FIRING) {
      return next.breached(seen.fired(), window);
    }
    return streak < forWindows
        ? next.in(AlertState.PENDING, now)
        : next.in(AlertState.FIRING, now).breached(window, window);
  }

  private static GroupState calm(GroupState seen, AlertState state, Window window, Instant now) {
    return seen.counting(0, 0, window.from()).in(state, now);
  }

  /** An alert does not end because there is nothing to compare with. */
  private static GroupState learning(GroupState seen, Window window, Instant now) {
    return seen.state() == AlertState.FIRING ? seen : calm(seen, AlertState.LEARNING, window, now);
  }

  private GroupState missing(GroupState seen, Window window, Instant now) {
    if (noData.policy() != NoData.Policy.ALERT) {
      return seen;
    }
    boolean counted = window.from().equals(seen.counted()) && seen.missing() > 0;
    int missing = counted ? seen.missing() : seen.missing() + 1;
    GroupState next = seen.counting(0, missing, window.from());
    return missing < noData.after() ? next : next.in(AlertState.NO_DATA, now);
  }
}
