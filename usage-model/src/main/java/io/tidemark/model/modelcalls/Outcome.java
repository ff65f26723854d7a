/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import java.util.Locale;

/** How a model call ended; exactly one per call. */
public enum Outcome {
  SUCCEEDED,
  FAILED,
  /** Content moderation stopped the call, whatever its status code. */
  BLOCKED;

  /** The outcome as it stands in documents. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
