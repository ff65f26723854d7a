/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import java.time.Duration;

/**
 * The result of one attempt.
 *
 * @param reason why it was not delivered, or not to all, without secrets; empty when it was
 * @param pause how long the receiver wants to be left alone; zero when it did not say
 */
public record Delivery(Outcome outcome, String reason, Duration pause) {

  /** The next step. */
  public enum Outcome {
    DELIVERED,
    RETRY,
    /** As above, for this message alone: the receiver may take others. */
    REFUSED,
    /** It was not made, and does not count. */
    POSTPONE,
    /** No attempt will succeed. */
    FAIL,
    /** Its channel wants none. */
    DROP
  }

  /** The receiver has it. */
  public static Delivery delivered() {
    return new Delivery(Outcome.DELIVERED, "", Duration.ZERO);
  }

  /** The receiver has it, but for the part that {@code remark} names. */
  public static Delivery delivered(String remark) {
    return new Delivery(Outcome.DELIVERED, remark, Duration.ZERO);
  }

  /** Another attempt may succeed. */
  public static Delivery retry(String reason, Duration pause) {
    return new Delivery(Outcome.RETRY, reason, pause);
  }

  /** Another attempt may succeed, and other messages may in any case. */
  public static Delivery refused(String reason, Duration pause) {
    return new Delivery(Outcome.REFUSED, reason, pause);
  }

  /** The receiver must not be asked before {@code pause} is over. */
  public static Delivery postpone(String reason, Duration pause) {
    return new Delivery(Outcome.POSTPONE, reason, pause);
  }

  /** No attempt will succeed. */
  public static Delivery fail(String reason) {
    return new Delivery(Outcome.FAIL, reason, Duration.ZERO);
  }

  /** The message has no receiver that wants it. */
  public static Delivery drop(String reason) {
    return new Delivery(Outcome.DROP, reason, Duration.ZERO);
  }
}
