/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import java.util.Locale;

/** How a run ended; exactly one per run. */
public enum RunOutcome {
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** It started and did not end within the longest time that a task may take. */
  ABANDONED;

  /** The outcome as documents carry it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RunOutcome of(RunStep end) {
    return switch (end) {
      case SUCCEEDED -> SUCCEEDED;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
      case SUBMITTED, STARTED -> throw new IllegalArgumentException(end + " ends no run");
    };
  }
}
