/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import java.time.Duration;
import java.time.Instant;

/**
 * A message and what became of it.
 *
 * @param attempts how often an instance began to send it
 * @param nextTry when it is due
 * @param claimedUntil until when the instance that sends it keeps the others away
 * @param lastError why the last attempt failed, or was not for all; empty otherwise
 */
record QueuedMessage(
    Message message,
    State state,
    int attempts,
    Instant nextTry,
    Instant claimedUntil,
    String lastError) {

  /** Clocks of instances differ by less. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

  /** Where a message is. */
  enum State {
    /** Waits for its first or next attempt. */
    DUE,
    /** The receiver has it. */
    SENT,
    /** The last attempt failed, or its receiver wants no more messages. */
    FAILED,
    /** It will not be sent: its channel is disabled. */
    DROPPED
  }

  static QueuedMessage due(Message message) {
    Instant now = message.createdAt();
    return new QueuedMessage(message, State.DUE, 0, now, now, "");
  }

  /** Whether an instance sends it; one that waits until its next attempt is free. */
  boolean isClaimed(Instant now) {
    return claimedUntil.isAfter(now) && !claimedUntil.equals(nextTry);
  }

  /** The latest time at which an instance whose clock is right may have made a message. */
  static Instant latestCreation(Instant now) {
    return now.plus(CLOCK_DIFFERENCE);
  }

  /** The latest time for which it puts an attempt off. */
  static Instant latestTry(Instant now) {
    return latestCreation(now).plus(RetrySchedule.LONGEST_PAUSE);
  }

  /** The latest end of its claim. */
  static Instant latestClaim(Instant now) {
    return latestCreation(now).plus(OutboxDispatch.CLAIM);
  }

  /** Whether it waits for a time that only a clock that is ahead shows. */
  boolean isAhead(Instant now) {
    return message.createdAt().isAfter(latestCreation(now))
        || nextTry.isAfter(latestTry(now))
        || (!nextTry.isAfter(now) && claimedUntil.isAfter(latestClaim(now)));
  }

  /**
   * Made no later than {@code time}, and due then. A pause begins then, and ends no later than it
   * would have: perhaps this clock is behind, and the pause is right.
   */
  QueuedMessage restarted(Instant time) {
    Instant pauseEnd = isPausing() ? RetrySchedule.endPause(attempts, time) : time;
    Instant next = pauseEnd.isAfter(nextTry) ? nextTry : pauseEnd;
    return new QueuedMessage(message.madeUntil(time), State.DUE, attempts, next, next, lastError);
  }

  /** Whether it waits for its next attempt, and no instance sends it. */
  private boolean isPausing() {
    return attempts > 0 && claimedUntil.equals(nextTry);
  }

  QueuedMessage claimed(Instant until) {
    return new QueuedMessage(message, state, attempts + 1, nextTry, until, lastError);
  }

  QueuedMessage ended(State end, String error) {
    return new QueuedMessage(message, end, attempts, nextTry, claimedUntil, error);
  }

  /** Waits until a time, and is free for any instance then. */
  QueuedMessage retried(Instant time, String error) {
    return new QueuedMessage(message, State.DUE, attempts, time, time, error);
  }

  /** Waits until a time behind an older message. */
  QueuedMessage heldBack(int attempts, Instant time) {
    return new QueuedMessage(message, State.DUE, attempts, time, time, lastError);
  }

  /** Waits until a time, but not less than before; the attempt does not count. */
  QueuedMessage postponed(Instant time) {
    Instant later = time.isAfter(nextTry) ? time : nextTry;
    return new QueuedMessage(message, State.DUE, attempts - 1, later, later, lastError);
  }
}
