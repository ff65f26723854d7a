/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

import java.time.Duration;

/**
 * Shape of a generated stream that fills a topic; the same volume makes the same events.
 *
 * @param start of event time, milliseconds since 1970
 * @param span of event time
 * @param events sent, duplicates included, without those that close the last window
 * @param seed of all random choices
 * @param partitions that events are sent to in turn
 * @param groups combinations of dimensions, each met as often as any other; 0 for about 6,000 that
 *     are met as users of a platform would have it
 * @param late calls that come after their hour has closed
 */
public record EventVolume(
    long start, Duration span, long events, long seed, int partitions, int groups, Late late) {

  /** Which calls come late: by up to an hour, where watermarks wait for five minutes. */
  public enum Late {
    NONE,
    /** One call in a hundred of any user. */
    ANY_CALL,
    /** All calls of one caller in a hundred. */
    SOME_CALLERS
  }

  /** Events are out of order by this many milliseconds at most. */
  static final int MAX_DELAY = 60_000;

  /** Share of events that are sent a second time. */
  static final double DUPLICATES = 0.02;

  /** Well beyond the disorder that watermarks allow. */
  private static final Duration CLOSES_AFTER = Duration.ofMinutes(30);

  /** End of event time, exclusive. */
  long end() {
    return start + span.toMillis();
  }

  /** Event time of the last event in each partition, which closes all windows. */
  long closingTime() {
    return end() + CLOSES_AFTER.toMillis();
  }

  /** Time at which a number of {@code all} events, evenly spread over the span, is sent. */
  long spread(long number, long all) {
    return start + (long) ((double) number / all * span.toMillis());
  }
}
