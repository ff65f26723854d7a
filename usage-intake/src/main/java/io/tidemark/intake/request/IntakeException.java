/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.request;

import java.time.Duration;

/** The answer to a request that is not accepted. */
public final class IntakeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final long retryAfterSeconds;

  private IntakeException(int status, String message, long retryAfterSeconds) {
    super(message, null, false, false);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** A request that fails again if it is sent again. */
  public static IntakeException createError(int status, String message) {
    return new IntakeException(status, message, 0);
  }

  /** A request that is worth another try after some time: 429 or 503. */
  public static IntakeException createRetryable(int status, String message, Duration after) {
    return new IntakeException(status, message, Math.max(1, after.toSeconds()));
  }

  /** Kafka does not acknowledge. */
  public static IntakeException createUnavailable(String message) {
    return createRetryable(503, message, Duration.ofSeconds(5));
  }

  public int status() {
    return status;
  }

  /** Seconds to wait before another try; 0 if none helps. */
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
