/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import io.tidemark.api.monitors.definition.Window;
import java.util.List;
import java.util.Map;

/** Judges the groups of a monitor in some windows. */
public interface Assessor {

  /**
   * Judgements of some windows.
   *
   * @param judgements by window and group
   * @param stamps by window, what changes when documents of the window change
   */
  record Assessment(Map<Window, Map<Group, Judgement>> judgements, Map<Window, String> stamps) {}

  /**
   * Judges windows.
   *
   * @param stamped windows of which only the stamps are asked for
   * @param known groups that have a state and are judged in any case
   * @param early whether the windows still grow
   */
  Assessment assess(List<Window> windows, List<Window> stamped, List<Group> known, boolean early);

  /** Whether windows may be judged before they are final. */
  boolean firesEarly();

  /** Whether an alert of the group may end before its window is final. */
  default boolean clearsEarly(Group group) {
    return false;
  }
}
