/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import io.tidemark.stack.StackException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Waits for a condition, with a limit. */
public final class Await {

  private static final Duration POLL = Duration.ofMillis(100);

  /** A costly question takes a quarter of the time. */
  private static final int PAUSES_PER_ANSWER = 3;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private Await() {}

  /**
   * Asks ten times a second.
   *
   * @return whether the condition held before the limit passed
   */
  public static boolean until(BooleanSupplier condition, Duration limit) {
    return until(condition, limit, took -> POLL);
  }

  /**
   * The same for a condition that is costly to ask about, such as all documents of an index: the
   * longer an answer takes, the longer is the pause before the next question.
   */
  public static boolean untilCostly(BooleanSupplier condition, Duration limit) {
    return until(condition, limit, Await::pauseAfter);
  }

  private static boolean until(
      BooleanSupplier condition, Duration limit, UnaryOperator<Duration> pause) {
    long deadline = System.nanoTime() + limit.toNanos();
    long asked = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long answered = System.nanoTime();
      if (answered - deadline > 0) {
        return false;
      }
      sleep(pause.apply(Duration.ofNanos(answered - asked)));
      asked = System.nanoTime();
    }
    return true;
  }

  /** The pause before a costly question is asked again. */
  static Duration pauseAfter(Duration took) {
    Duration pause = took.multipliedBy(PAUSES_PER_ANSWER);
    if (pause.compareTo(POLL) < 0) {
      return POLL;
    }
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while waiting", interrupted);
    }
  }
}
