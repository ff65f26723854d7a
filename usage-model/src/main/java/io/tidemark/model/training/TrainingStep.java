/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

/** A step of a training job. Codes are part of checkpoints and must never change. */
public enum TrainingStep {
  STARTED(1),
  PROGRESS(2),
  SUCCEEDED(3),
  FAILED(4),
  CANCELLED(5);

  private static final TrainingStep[] STEPS = values();

  private final byte code;

  TrainingStep(int code) {
    this.code = (byte) code;
  }

  /** Whether the job is over with it. */
  public boolean isEnd() {
    return code >= 3;
  }

  public byte code() {
    return code;
  }

  /** The step with this code. */
  public static TrainingStep ofCode(byte code) {
    return STEPS[code - 1];
  }
}
