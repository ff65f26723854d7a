/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

/** A step of a run. Codes are part of checkpoints and must never change. */
public enum RunStep {
  SUBMITTED(1),
  STARTED(2),
  SUCCEEDED(3),
  FAILED(4),
  CANCELLED(5);

  private static final RunStep[] STEPS = values();

  private final byte code;

  RunStep(int code) {
    this.code = (byte) code;
  }

  /** Whether the run is over with it. */
  public boolean isEnd() {
    return code >= 3;
  }

  public byte code() {
    return code;
  }

  /** The step with this code. */
  public static RunStep ofCode(byte code) {
    return STEPS[code - 1];
  }

  /** How much its word counts where steps disagree: the end knows best. */
  int rank() {
    return Math.min(code, 3);
  }
}
