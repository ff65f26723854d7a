/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

/**
 * When a document that changed is published before it must be: at most once per interval for a
 * document, and no faster than a budget for all documents of one subtask. When more documents
 * changed than the budget covers, their turns move beyond the interval, so that the interval
 * stretches and the target is not flooded. Not thread-safe; holds no state worth a checkpoint.
 */
public final class PublicationSchedule {

  private final long intervalMillis;
  private final double millisPerDocument;
  private double nextFree;

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
    double boundary = (double) (Math.floorDiv(now, intervalMillis) + 1) * intervalMillis;
    nextFree = Math.max(nextFree, boundary);
    long turn = (long) nextFree;
    nextFree += millisPerDocument;
    return turn;
  }

  /** How far the turns given out run beyond the end of the running interval, in milliseconds. */
  public long stretchAt(long now) {
    double boundary = (double) (Math.floorDiv(now, intervalMillis) + 1) * intervalMillis;
    return (long) Math.max(0, nextFree - boundary);
  }
}
