/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.eventtime;

import java.time.Clock;

/**
 * The watermark of one partition: the greatest event time seen, less the disorder allowed, less one
 * millisecond, because a watermark says that nothing at or before it is missing. With 5 minutes of
 * disorder the hour from 10:00 to 11:00 is complete when 11:05:00.000 has been seen.
 *
 * <p>A time ahead of the clock counts as the clock's: a producer whose clock is fast must not make
 * the events of all others late.
 */
public final class DisorderBound {

  private final long outOfOrderness;
  private final Clock clock;
  private long greatest;
  private boolean known;
  private long lastNow = Long.MIN_VALUE;

  /**
   * @param outOfOrderness milliseconds by which events may be older than the newest one, from 0
   */
  public DisorderBound(long outOfOrderness, Clock clock) {
    this.outOfOrderness = outOfOrderness;
    this.clock = clock;
  }

  /** Takes notice of a moment, milliseconds since 1970; one before the greatest changes nothing. */
  public void see(long time) {
    if (known && time <= greatest) {
      return;
    }
    greatest = known ? Math.max(greatest, notAhead(time)) : notAhead(time);
    known = true;
  }

  /** Whether there is a watermark yet. */
  public boolean isKnown() {
    return known;
  }

  /** Milliseconds since 1970; only when {@link #isKnown()}. */
  public long watermark() {
    return greatest - outOfOrderness - 1;
  }

  /** To be called from time to time: the clock may be set back, and its last answer is kept. */
  public void forgetClock() {
    lastNow = Long.MIN_VALUE;
  }

  /** Asks the clock only when its last answer does not settle it: a backlog hardly asks. */
  private long notAhead(long time) {
    if (time > lastNow) {
      lastNow = clock.millis();
    }
    return Math.min(time, lastNow);
  }
}
