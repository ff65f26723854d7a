/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.otlp;

import io.tidemark.intake.request.RequestMemory;

/** Limits that no request of a test reaches. */
final class Unlimited {

  private Unlimited() {}

  static OtlpLimits of(OtlpSignal signal) {
    return new OtlpLimits(signal, Integer.MAX_VALUE, share());
  }

  static RequestMemory.Share share() {
    return new RequestMemory(Long.MAX_VALUE).openShare();
  }
}
