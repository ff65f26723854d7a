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

  /** The longest that a message is put off by one attempt. */
  static final Duration LONGEST_PAUSE =
      Duration.ofMillis((long) (LONGEST_WISH.toMillis() * (1 + JITTER)));

  /** From the first attempt to the last one. */
  private static final Duration WHOLE =
      Duration.ofMillis(
          (long) (PAUSES.stream().mapToLong(Duration::toMillis).sum() * (1 + JITTER)));

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
    long least = Math.max(millis, limitWish(pause).toMillis());
    return Optional.of(now.plusMillis(least + (long) (least * JITTER * random.nextDouble())));
  }

  /**
   * The end of the pause that a receiver asked for when a message was tried before its time. Newer
   * messages, each of which has it tried, do not put it off for longer than the schedule takes.
   */
  static Instant endPause(Instant createdAt, Instant now, Duration pause) {
    Instant end = now.plus(limitWish(pause));
    Instant last = createdAt.plus(WHOLE);
    return end.isBefore(last) ? end : last;
  }

  /** The least pause after that many attempts, begun at {@code time}. */
  static Instant endPause(int attempts, Instant time) {
    int position = Math.max(0, Math.min(attempts, PAUSES.size()) - 1);
    return time.plus(PAUSES.get(position));
  }

  private static Duration limitWish(Duration pause) {
    return pause.compareTo(LONGEST_WISH) < 0 ? pause : LONGEST_WISH;
  }
}
