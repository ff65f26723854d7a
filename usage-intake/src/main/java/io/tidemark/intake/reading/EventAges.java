/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.reading;

import io.tidemark.model.sources.AgeBins;

/** How old events are when they arrive, against the clock of this machine. */
public final class EventAges {

  private final long[] bins = new long[AgeBins.COUNT];
  private long least = Long.MAX_VALUE;
  private long latestEvent = Long.MIN_VALUE;

  void addAge(long eventTime, long now) {
    long age = now - eventTime;
    bins[AgeBins.of(age)]++;
    least = Math.min(least, age);
    latestEvent = Math.max(latestEvent, eventTime);
  }

  /** Adds the ages of other events. */
  public void addAll(EventAges others) {
    for (int bin = 0; bin < bins.length; bin++) {
      bins[bin] += others.bins[bin];
    }
    least = Math.min(least, others.least);
    latestEvent = Math.max(latestEvent, others.latestEvent);
  }

  /** Whether there was no event. */
  public boolean isEmpty() {
    return latestEvent == Long.MIN_VALUE;
  }

  /** How many events have an age of this bin. */
  public long countOfBin(int bin) {
    return bins[bin];
  }

  /** The least age in milliseconds; negative when an event is ahead of the clock. */
  public long least() {
    return least;
  }

  /** The time of the latest event. */
  public long latestEvent() {
    return latestEvent;
  }
}
