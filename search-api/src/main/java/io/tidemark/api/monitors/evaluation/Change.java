/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Window;
import java.time.Instant;
import java.util.Locale;

/**
 * A change of a group that people may want to know.
 *
 * @param group the code of the group
 * @param state of the group after it
 * @param value of the metric; null if unknown
 * @param reference with which it was compared; null if with none
 * @param early whether the window had not ended or was not final
 * @param late whether the window had ended long before
 * @param corrected whether late events changed a window that was final
 */
public record Change(
    String group,
    Kind kind,
    AlertState state,
    Double value,
    Double reference,
    Window window,
    Instant at,
    boolean early,
    boolean late,
    boolean corrected) {

  /** The kinds of changes. */
  public enum Kind {
    /** An alert began. */
    FIRED,
    /** An alert ended. */
    RESOLVED,
    /** There is no data. */
    NO_DATA,
    /** There is data again. */
    DATA_AGAIN,
    /** A window of the past meets the condition now. */
    LATE,
    /** An alert continues. */
    STILL_FIRING;

    /** The name in answers and messages. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The change of {@code group} between two states; null if there is none to speak of. */
  static Change between(
      Group group, GroupState before, GroupState after, Instant now, boolean early, boolean late) {
    Kind kind = kind(before.state(), after.state());
    return kind == null
        ? null
        : new Change(
            group.code(),
            kind,
            after.state(),
            after.value(),
            after.reference(),
            after.window(),
            now,
            early,
            late,
            false);
  }

  /** The beginning of an alert that continues. */
  static Change ofAlert(String code, GroupState alert) {
    boolean firing = alert.state() == AlertState.FIRING;
    return new Change(
        code,
        firing ? Kind.FIRED : Kind.NO_DATA,
        alert.state(),
        alert.value(),
        alert.reference(),
        firing && alert.lastBreach() != null ? alert.lastBreach() : alert.window(),
        alert.since(),
        false,
        false,
        false);
  }

  private static Kind kind(AlertState before, AlertState after) {
    if (before == after) {
      return null;
    }
    if (after == AlertState.FIRING) {
      return Kind.FIRED;
    }
    if (after == AlertState.NO_DATA) {
      return Kind.NO_DATA;
    }
    if (before == AlertState.FIRING) {
      return Kind.RESOLVED;
    }
    return before == AlertState.NO_DATA ? Kind.DATA_AGAIN : null;
  }

  Change asCorrected() {
    return new Change(group, kind, state, value, reference, window, at, early, late, true);
  }
}
