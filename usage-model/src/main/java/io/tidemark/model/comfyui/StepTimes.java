/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.parsing.CheckedFields;

/** When a step happened, and the times of other steps that ride on it. */
public abstract class StepTimes {

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
   * a clock that is ahead, is taken as the step's own time.
   */
  final long riding(long time, long absent) {
    return time == CheckedFields.UNKNOWN ? absent : Math.min(time, eventTime);
  }
}
