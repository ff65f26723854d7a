/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a message is tried again. */
final class RetrySchedule {

  /** After the first attempt, which is made at once, and so on. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(24));

  /** Messages that failed together do not come back together. */
  private static final double JITTER = 0.2;

  private static final Duration LONGEST_WISH = Duration.ofHours(24);

  private RetrySchedule() {}

  /**
   * The time of the next attempt; empty when there is none.
   *
   * @param attempts made so far
   * @param pause the least that the receiver asked for
   */
  static Optional<Instant> nextPause(
      int attempts, Instant now, Duration pause, RandomGenerator random) {
    if (attempts > PAUSES.size()) {
      return Optional.empty();
    }
    long millis = PAUSES.get(Math.max(0, attempts - 1)).toMillis();
    long wish = Math.min(pause.toMillis(), LONGEST_WISH.toMillis());
    long least = Math.max(millis, wish);
    return Optional.of(now.plusMillis(least + (long) (least * JITTER * random.nextDouble())));
  }
}
