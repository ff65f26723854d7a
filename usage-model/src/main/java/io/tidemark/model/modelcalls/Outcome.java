/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import java.util.Locale;

/** How a model call ended; exactly one per call. */
public enum Outcome {
  SUCCEEDED(0),
  FAILED(1),
  /** Content moderation stopped the call, whatever its status code. */
  BLOCKED(2);

  private static final Outcome[] BY_CODE = {SUCCEEDED, FAILED, BLOCKED};

  private final int code;

  Outcome(int code) {
    this.code = code;
  }

  /** The outcome with this code; unknown codes are a programming error. */
  public static Outcome ofCode(int code) {
    return BY_CODE[code];
  }

  /** A small number that stays the same for ever: rows and checkpoints hold it. */
  public int code() {
    return code;
  }

  /** The outcome as it appears in documents. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
