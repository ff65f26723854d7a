/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.eventtime;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The wall clock, which does not run ahead at once when the machine's clock is set ahead: windows
 * that are closed by a wrong time never open again. It follows by {@value #MOST_PER_MILLI}
 * milliseconds in each that passes, so a clock that is put right within seconds has no effect, and
 * a machine that slept for a night is caught up with in minutes. One that stays ahead for hours is
 * right: the time at the start was wrong. A clock that is set back is followed at once. Not
 * thread-safe.
 */
public final class BoundedClock {

  /** An error of the clock must last for 24 minutes before it can close a day. */
  static final long MOST_PER_MILLI = 60;

  private static final long BELIEVED_AFTER = TimeUnit.HOURS.toMillis(6);
  private static final long NANOS_IN_A_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Clock clock;
  private final LongSupplier nanoTime;
  private long lastNanos;
  private long last;
  private long aheadFor;

  /**
   * Starts at the time of the clock.
   *
   * @param nanoTime a counter that is never set, such as {@link System#nanoTime}
   */
  public BoundedClock(Clock clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    lastNanos = nanoTime.getAsLong();
    last = clock.millis();
  }

  /** Milliseconds since 1970, never ahead of the clock. */
  public long millis() {
    long passed = (nanoTime.getAsLong() - lastNanos) / NANOS_IN_A_MILLI;
    lastNanos += passed * NANOS_IN_A_MILLI;
    long now = clock.millis();
    last = Math.min(now, last + passed * MOST_PER_MILLI);
    aheadFor = last < now ? aheadFor + passed : 0;
    last = aheadFor >= BELIEVED_AFTER ? now : last;
    return last;
  }
}
