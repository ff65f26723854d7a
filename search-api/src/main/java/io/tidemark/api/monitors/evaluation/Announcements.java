/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Condition;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.evaluation.MonitorState.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides of which changes receivers are notified, and keeps them with the state until they are
 * sent.
 */
final class Announcements {

  private final Monitor monitor;
  private final Suppression suppression;
  private final Instant now;

  Announcements(Monitor monitor, Suppression suppression, Instant now) {
    this.monitor = monitor;
    this.suppression = suppression;
    this.now = now;
  }

  /** Takes the changes of one window. */
  void announce(MonitorState state, List<Change> changes) {
    List<Change> announced = new ArrayList<>();
    for (Change change : changes) {
      Group group = new Group(change.group());
      GroupState known = state.group(group, now);
      if (endsInSilence(change)) {
        state.put(group, known.announced(AlertState.OK, known.sentAt()));
      } else if (!isSuppressed(group) && isNews(change, known)) {
        announced.add(change);
        if (change.kind() != Change.Kind.LATE) {
          tell(state, group, known);
        }
      }
    }
    add(state, changes, announced);
  }

  private static boolean isNews(Change change, GroupState known) {
    return change.kind() == Change.Kind.LATE || known.isUnannounced();
  }

  /** A new value is new once; that it is not new any more is no news. */
  private boolean endsInSilence(Change change) {
    return monitor.condition() instanceof Condition.Novelty
        && change.kind() == Change.Kind.RESOLVED;
  }

  /** Tells what had to wait, and repeats alerts that continue. */
  void announceDue(MonitorState state) {
    List<Change> announced = new ArrayList<>();
    for (String code : List.copyOf(state.groups.keySet())) {
      Group group = new Group(code);
      GroupState known = state.groups.get(code);
      if (isSuppressed(group)) {
        continue;
      }
      if (known.isUnannounced()) {
        announced.add(describe(group, known, kindOf(known)));
        tell(state, group, known);
      } else if (isDueAgain(known)) {
        announced.add(describe(group, known, Change.Kind.STILL_FIRING));
        tell(state, group, known);
      }
    }
    add(state, List.of(), announced);
  }

  /** Whether {@link #announceDue} has anything to tell. */
  boolean isDue(MonitorState state) {
    return state.groups.entrySet().stream()
        .anyMatch(
            one ->
                (one.getValue().isUnannounced() || isDueAgain(one.getValue()))
                    && !isSuppressed(new Group(one.getKey())));
  }

  private boolean isDueAgain(GroupState known) {
    return known.state() == AlertState.FIRING
        && known.notified() == AlertState.FIRING
        && known.acknowledgement() == null
        && known.sentAt() != null
        // A clock that was set back must not wait for the time that it showed.
        && Duration.between(known.sentAt(), now).abs().compareTo(monitor.resend()) >= 0;
  }

  private static Change.Kind kindOf(GroupState known) {
    return switch (known.state()) {
      case FIRING -> Change.Kind.FIRED;
      case NO_DATA -> Change.Kind.NO_DATA;
      default ->
          known.notified() == AlertState.NO_DATA ? Change.Kind.DATA_AGAIN : Change.Kind.RESOLVED;
    };
  }

  private Change describe(Group group, GroupState known, Change.Kind kind) {
    return new Change(
        group.code(),
        kind,
        known.state(),
        known.value(),
        known.reference(),
        known.state() == AlertState.FIRING ? known.lastBreach() : known.window(),
        now,
        false,
        false,
        false);
  }

  private boolean isSuppressed(Group group) {
    return monitor.isQuietAt(now) || suppression.suppresses(group);
  }

  private void tell(MonitorState state, Group group, GroupState known) {
    AlertState told =
        known.state() == AlertState.FIRING || known.state() == AlertState.NO_DATA
            ? known.state()
            : AlertState.OK;
    state.put(group, known.announced(told, now));
  }

  private static void add(MonitorState state, List<Change> changes, List<Change> announced) {
    if (!changes.isEmpty() || !announced.isEmpty()) {
      state.unsent.add(new Tick(++state.ticks, List.copyOf(changes), List.copyOf(announced)));
    }
  }
}
