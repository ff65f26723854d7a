/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.tidemark.api.monitors.definition.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that an evaluation hands to the next one, whichever instance does it. An evaluation
 * changes a copy that it read; a write that loses against another instance is forgotten.
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
public final class MonitorState {

  /** A window of which corrections are looked for. */
  public record RecentWindow(Window window, String stamp, Set<String> breaching) {}

  /** Why the last evaluation failed. */
  public record Failure(Instant at, String reason, int attempts) {}

  /** The newest window that was looked at, with the group that is the greatest in it. */
  public record Last(
      Window window, String group, Double value, Double reference, boolean isFinal) {}

  /**
   * Changes of one tick that the outbox and the history may not have yet.
   *
   * @param number counts the ticks with changes; with the monitor it identifies them
   * @param announced groups of which receivers are notified
   */
  public record Tick(long number, List<Change> changes, List<Change> announced) {}

  long revision;
  String shape = "";
  Instant position;
  Instant checkedThrough;
  Instant evaluatedAt;
  Instant earlyAt;

  /** Whether no group of the last window with groups could be compared. */
  boolean learning;

  Failure failure;
  Last last;
  long ticks;
  Map<String, GroupState> groups = new TreeMap<>();
  List<RecentWindow> recent = new ArrayList<>();
  List<Tick> unsent = new ArrayList<>();
  private transient boolean unreadable;

  /**
   * Stands for a stored state that this release cannot read.
   *
   * @param revision of the monitor
   * @param ticks how many had changes: later ones must not have the ids of these
   * @param at when the state was stored
   */
  public static MonitorState createUnreadable(long revision, long ticks, Instant at) {
    MonitorState state = new MonitorState();
    state.unreadable = true;
    state.revision = revision;
    state.ticks = ticks;
    state.fail(at, "The stored state cannot be read. Saving the monitor starts it from nothing.");
    return state;
  }

  /** Whether the stored state cannot be read: until the monitor changes, nothing replaces it. */
  public boolean isUnreadable() {
    return unreadable;
  }

  /** The revision of the monitor. */
  public long revision() {
    return revision;
  }

  /** When it was evaluated; null if never. */
  public Instant evaluatedAt() {
    return evaluatedAt;
  }

  /** The end of the newest final window that was evaluated; null if none was. */
  public Instant position() {
    return position;
  }

  /** Why the last evaluation failed; null if it did not. */
  public Failure failure() {
    return failure;
  }

  /** The last value that was looked at; null without one. */
  public Last last() {
    return last;
  }

  /** States by code of the group. */
  public Map<String, GroupState> groups() {
    return groups;
  }

  /** The alerts that receivers know and that continue, each as a change at its beginning. */
  public List<Change> listTold() {
    List<Change> told = new ArrayList<>();
    groups.forEach(
        (code, group) -> {
          if (group.isTold()) {
            told.add(Change.ofAlert(code, group));
          }
        });
    return told;
  }

  /** Ticks that are not sent yet. */
  public List<Tick> unsent() {
    return unsent;
  }

  /** Forgets ticks that were sent. */
  public void clearUnsent() {
    unsent.clear();
  }

  /** Starts to follow a revision; one that watches something else starts from nothing. */
  public void follow(long newRevision, String newShape) {
    // Earlier builds stored no shape of monitors in files.
    if (!newShape.equals(shape) && !shape.isEmpty()) {
      startAgain();
    }
    checkedThrough = null;
    earlyAt = null;
    failure = null;
    unreadable = false;
    revision = newRevision;
    shape = newShape;
  }

  /** Forgets what a monitor saw that had this id; ticks continue, as their ids are taken. */
  public void startAgain() {
    position = null;
    last = null;
    learning = false;
    recent.clear();
    groups.clear();
  }

  /** Notes who takes care of an alert; false if the group has none. */
  public boolean acknowledge(String code, GroupState.Acknowledgement by) {
    GroupState known = groups.get(code);
    if (known == null || known.state() != AlertState.FIRING) {
      return false;
    }
    groups.put(code, known.acknowledged(by));
    return true;
  }

  /** Notes that an evaluation failed. */
  public void fail(Instant now, String reason) {
    failure = new Failure(now, reason, failure == null ? 1 : failure.attempts() + 1);
  }

  /** The state of the whole monitor: the worst of its groups. */
  public AlertState overall() {
    if (failure != null) {
      return AlertState.FAILED;
    }
    for (AlertState worst : List.of(AlertState.FIRING, AlertState.NO_DATA, AlertState.PENDING)) {
      if (groups.values().stream().anyMatch(group -> group.state() == worst)) {
        return worst;
      }
    }
    return position == null || learning || isOnlyGroupLearning()
        ? AlertState.LEARNING
        : AlertState.OK;
  }

  private boolean isOnlyGroupLearning() {
    return groups.size() == 1 && groups.values().iterator().next().state() == AlertState.LEARNING;
  }

  GroupState group(Group group, Instant now) {
    GroupState known = groups.get(group.code());
    if (known != null) {
      return known;
    }
    GroupState initial = GroupState.initial(now);
    return position == null ? initial : initial.in(AlertState.OK, now);
  }

  void put(Group group, GroupState state) {
    if (state.isForgettable() && !group.equals(Group.ALL)) {
      groups.remove(group.code());
    } else {
      groups.put(group.code(), state);
    }
  }
}
