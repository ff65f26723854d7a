/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Window;
import java.time.Instant;

/**
 * The state of one group, as it is stored.
 *
 * @param since when the state began
 * @param streak windows in a row that meet the condition
 * @param missing windows in a row without documents
 * @param counted start of the newest window that counts in {@code streak}; null if none does
 * @param fired the window that made the state firing; null when it is not
 * @param lastBreach the newest window that meets the condition; null if none did since it fired
 * @param notified the state that receivers know; {@link AlertState#OK} until they know more
 * @param sentAt when receivers were notified last; null if never
 * @param acknowledgement who takes care of the alert; null if no one does
 * @param value of the metric in {@code window}; null if unknown
 * @param reference with which it was compared; null if with none
 * @param window the newest window that was looked at
 */
public record GroupState(
    AlertState state,
    Instant since,
    int streak,
    int missing,
    Instant counted,
    Window fired,
    Window lastBreach,
    AlertState notified,
    Instant sentAt,
    Acknowledgement acknowledgement,
    Double value,
    Double reference,
    Window window) {

  /** Who takes care of an alert. */
  public record Acknowledgement(String user, Instant at, String comment) {}

  /** The state of a group that was never looked at. */
  public static GroupState initial(Instant now) {
    return new GroupState(
        AlertState.LEARNING,
        now,
        0,
        0,
        null,
        null,
        null,
        AlertState.OK,
        null,
        null,
        null,
        null,
        null);
  }

  /** Whether nothing is lost when it is not stored: an unknown group is as good. */
  public boolean isForgettable() {
    boolean calm = state == AlertState.OK || state == AlertState.LEARNING;
    return calm && notified == AlertState.OK && streak == 0 && missing == 0;
  }

  /** Whether receivers know another state than this one. */
  public boolean isUnannounced() {
    AlertState visible =
        state == AlertState.FIRING || state == AlertState.NO_DATA ? state : AlertState.OK;
    return visible != notified;
  }

  /** Whether receivers know of an alert that continues. */
  boolean isTold() {
    boolean alert = state == AlertState.FIRING || state == AlertState.NO_DATA;
    return alert && notified == state;
  }

  GroupState seen(Judgement judgement, Window newest) {
    Draft next = new Draft(this);
    next.value = judgement.value().orElse(null);
    next.reference = judgement.reference().orElse(null);
    next.window = newest;
    return next.build();
  }

  GroupState in(AlertState other, Instant now) {
    Draft next = new Draft(this);
    next.state = other;
    next.since = other == state ? since : now;
    if (state == AlertState.FIRING && other != AlertState.FIRING) {
      next.fired = null;
      next.lastBreach = null;
      next.acknowledgement = null;
    }
    return next.build();
  }

  GroupState counting(int windows, int without, Instant newest) {
    Draft next = new Draft(this);
    next.streak = windows;
    next.missing = without;
    next.counted = newest;
    return next.build();
  }

  GroupState breached(Window first, Window last) {
    Draft next = new Draft(this);
    next.fired = first;
    next.lastBreach = last;
    return next.build();
  }

  /** The same after receivers were notified. */
  public GroupState announced(AlertState known, Instant now) {
    Draft next = new Draft(this);
    next.notified = known;
    next.sentAt = now;
    return next.build();
  }

  /** The same with someone who takes care of it. */
  public GroupState acknowledged(Acknowledgement by) {
    Draft next = new Draft(this);
    next.acknowledgement = by;
    return next.build();
  }

  /** The next state, while its values are set. */
  private static final class Draft {
    private AlertState state;
    private Instant since;
    private int streak;
    private int missing;
    private Instant counted;
    private Window fired;
    private Window lastBreach;
    private AlertState notified;
    private Instant sentAt;
    private Acknowledgement acknowledgement;
    private Double value;
    private Double reference;
    private Window window;

    Draft(GroupState before) {
      state = before.state;
      since = before.since;
      streak = before.streak;
      missing = before.missing;
      counted = before.counted;
      fired = before.fired;
      lastBreach = before.lastBreach;
      notified = before.notified;
      sentAt = before.sentAt;
      acknowledgement = before.acknowledgement;
      value = before.value;
      reference = before.reference;
      window = before.window;
    }

    GroupState build() {
      return new GroupState(
          state,
          since,
          streak,
          missing,
          counted,
          fired,
          lastBreach,
          notified,
          sentAt,
          acknowledgement,
          value,
          reference,
          window);
    }
  }
}
