/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.eventtime;

import io.tidemark.model.deadletters.DeadLetterReason;
import java.time.Duration;
import java.time.Instant;

/** Which event times are counted: neither far ahead of the clock nor of a day that is deleted. */
public final class AcceptedTimes {

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final long maxFuture;
  private final long retention;

  /**
   * @param maxFuture how far ahead of the clock an event may be, from 0
   * @param retention how long events are kept, from one day. Whole UTC days are kept and deleted,
   *     so 30 days are today and the 29 days before it.
   */
  public AcceptedTimes(Duration maxFuture, Duration retention) {
    this.maxFuture = maxFuture.toMillis();
    this.retention = retention.toMillis();
  }

  /** The last event time accepted at {@code now}; milliseconds since 1970, as all here. */
  public long latest(long now) {
    return now + maxFuture;
  }

  /** The first event time accepted at {@code now}: a midnight UTC. */
  public long earliest(long now) {
    long kept = now - retention;
    return kept - Math.floorMod(kept, DAY) + DAY;
  }

  /** Why an event of {@code time} is refused at {@code now}; null when it is accepted. */
  public DeadLetterReason refusal(long time, long now) {
    if (time > latest(now)) {
      return DeadLetterReason.FUTURE;
    }
    return time < earliest(now) ? DeadLetterReason.EXPIRED : null;
  }

  /** Says for a producer's eyes why an event of {@code time} was refused. */
  public String explain(DeadLetterReason reason, long time, long now) {
    String event = "event time " + Instant.ofEpochMilli(time);
    return reason == DeadLetterReason.FUTURE
        ? event + " is ahead of " + Instant.ofEpochMilli(latest(now)) + ", the last one accepted"
        : event + " is before " + Instant.ofEpochMilli(earliest(now)) + ", the first day kept";
  }
}
