/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.parsing.CheckedFields;
import java.time.Duration;

/** When a step happened, and the times of other steps that ride on it. */
public abstract class StepTimes {

  /** The longest that a run may be set to take before it is given up. */
  public static final Duration LONGEST_RUN = Duration.ofDays(30);

  private static final long LONGEST_RUN_MILLIS = LONGEST_RUN.toMillis();

  public RunStep step;

  /** When it happened, milliseconds since 1970. */
  public long eventTime = CheckedFields.UNKNOWN;

  public long submittedAt = CheckedFields.UNKNOWN;
  public long startedAt = CheckedFields.UNKNOWN;
  public long finishedAt = CheckedFields.UNKNOWN;

  /** When the run was over, for an end; else when the step happened. */
  public final long time() {
    return step.isEnd() ? riding(finishedAt, eventTime) : eventTime;
  }

  /**
   * A time that rides on a later step. It cannot be after the step that tells it: such a one, from
   * a clock that is ahead, counts as the step's own time. One that no run can reach back to, such
   * as a 0 for a run that never started, counts as unknown: levels would have a window for each
   * hour since.
   */
  final long riding(long time, long absent) {
    boolean isKnown = time != CheckedFields.UNKNOWN && time >= eventTime - LONGEST_RUN_MILLIS;
    return isKnown ? Math.min(time, eventTime) : absent;
  }
}
