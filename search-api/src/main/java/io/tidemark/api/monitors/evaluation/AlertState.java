/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import java.util.Locale;

/** Where a group of a monitor is. */
public enum AlertState {
  /** The past is too short to compare with. */
  LEARNING,
  /** All is normal. */
  OK,
  /** The condition holds, in fewer windows than it must. */
  PENDING,
  /** The condition holds. */
  FIRING,
  /** Nothing was reported for some windows. */
  NO_DATA,
  /** The monitor could not be evaluated. */
  FAILED;

  /** The name in answers and messages. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
