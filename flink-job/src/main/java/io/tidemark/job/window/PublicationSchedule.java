/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import org.apache.flink.streaming.api.TimerService;

/**
 * When a document that changed is published before it must be: at most once per interval for a
 * document, and no faster than a budget for all documents of one subtask. When more documents
 * changed than the budget covers, their turns move beyond the interval, so that the interval
 * stretches and the target is not flooded. A clock that is set back takes the turns along. Not
 * thread-safe; holds no state worth a checkpoint.
 */
public final class PublicationSchedule {

  private final long intervalMillis;
  private final double millisPerDocument;
  private double nextFree;
  private long lastNow = Long.MIN_VALUE;

  /**
   * A schedule for one subtask.
   *
   * @param intervalMillis least time between two publications of the same document
   * @param documentsPerSecond the subtask's share of the budget
   */
  public PublicationSchedule(long intervalMillis, double documentsPerSecond) {
    this.intervalMillis = intervalMillis;
    this.millisPerDocument = 1000 / documentsPerSecond;
  }

  /**
   * Takes the next turn for a document that changed at {@code now}.
   *
   * @return milliseconds since 1970, in the next interval or later
   */
  public long turnAfter(long now) {
    followClock(now);
    nextFree = Math.max(nextFree, startOfNext(now));
    long turn = (long) nextFree;
    nextFree += millisPerDocument;
    return turn;
  }

  /**
   * Lets a document that changed have a turn, with its timer.
   *
   * @param turn the turn that it has; 0 without one
   * @return that turn, or the next one when it has none, or one by a clock that was set back since
   */
  public long scheduleTurn(long turn, TimerService timers) {
    long now = timers.currentProcessingTime();
    followClock(now);
    if (turn != 0 && turn <= Math.max(nextFree, startOfNext(now))) {
      return turn;
    }
    if (turn != 0) {
      timers.deleteProcessingTimeTimer(turn);
    }
    long next = turnAfter(now);
    timers.registerProcessingTimeTimer(next);
    return next;
  }

  /** How far the turns given out run beyond the end of the running interval, in milliseconds. */
  public long stretchAt(long now) {
    return (long) Math.max(0, nextFree - startOfNext(now));
  }

  private void followClock(long now) {
    if (now < lastNow) {
      nextFree -= lastNow - now;
    }
    lastNow = now;
  }

  private double startOfNext(long now) {
    return (double) (Math.floorDiv(now, intervalMillis) + 1) * intervalMillis;
  }
}
