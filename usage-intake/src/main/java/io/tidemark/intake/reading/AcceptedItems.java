/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.reading;

import io.tidemark.intake.IntakeProperties;
import io.tidemark.model.deadletters.DeadLetterReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Limits of a single item: its size, and the event times that the job accepts. */
final class AcceptedItems {

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final Clock clock;
  private final long maxFuture;
  private final long retention;
  private final long maxBytes;

  AcceptedItems(IntakeProperties properties, Clock clock) {
    this.clock = clock;
    maxFuture = properties.maxFuture().toMillis();
    retention = properties.retention().toMillis();
    maxBytes = properties.maxItem().toBytes();
  }

  /** Bytes of the largest item that is read. */
  long maxBytes() {
    return maxBytes;
  }

  /** Rejects an item that is too large; false if it is not. */
  boolean rejectTooLarge(int index, byte[] item, Outcome outcome) {
    if (item.length <= maxBytes) {
      return false;
    }
    outcome.rejectItem(
        index,
        DeadLetterReason.TOO_LARGE.id(),
        "the item has " + item.length + " bytes, at most " + maxBytes + " are allowed");
    return true;
  }

  /** Notes how old an event is. */
  void noteAge(long time, Outcome outcome) {
    outcome.ages().addAge(time, clock.millis());
  }

  /** Rejects an event whose time the job rejects; false if it does not. */
  boolean rejectTime(int index, long time, Outcome outcome) {
    long now = clock.millis();
    long latest = now + maxFuture;
    if (time > latest) {
      String message =
          "event time %s is ahead of %s, the last one accepted"
              .formatted(Instant.ofEpochMilli(time), Instant.ofEpochMilli(latest));
      outcome.rejectItem(index, DeadLetterReason.FUTURE.id(), message);
      return true;
    }
    long kept = now - retention;
    long earliest = kept - Math.floorMod(kept, DAY) + DAY;
    if (time < earliest) {
      String message =
          "event time %s is before %s, the first day kept"
              .formatted(Instant.ofEpochMilli(time), Instant.ofEpochMilli(earliest));
      outcome.rejectItem(index, DeadLetterReason.EXPIRED.id(), message);
      return true;
    }
    return false;
  }
}
