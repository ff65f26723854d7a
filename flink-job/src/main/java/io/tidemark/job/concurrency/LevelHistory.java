/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import io.tidemark.model.hourly.DimensionKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The known levels of one value: the windows that still take corrections, one after the other
 * without a gap, and the sum of all that was before. The changes themselves are kept apart, one
 * state entry a window.
 */
final class LevelHistory {

  private static final int DIMENSION = 1;

  /** One window. */
  static final class Window {
    static final long NEVER_PUBLISHED = -1;

    /** The change of the level in the window. */
    long net;

    /** How many changes were folded into it; only ever grows once it may be published. */
    long events;

    /** How many runs that started in it were given up, because no end was reported. */
    long unknownEnd;

    long lateEvents;
    long revision;
    boolean isFinal;

    /**
     * Whether anything ran in it as far as was known at some time, so that a document may say so.
     */
    boolean ran;

    /** How many changes up to its end were known when it was last published. */
    long publishedThrough = NEVER_PUBLISHED;
  }

  final byte[] dimensions;
  final List<Window> windows = new ArrayList<>();

  /** Start of the first of {@link #windows}, or of the next one when there is none. */
  long from;

  /** The level just before {@link #from}. */
  long levelBefore;

  /** Changes before {@link #from}, as a count. */
  long eventsBefore;

  /** The moment of the latest change. */
  long lastChange = Long.MIN_VALUE;

  /** When the next provisional document or correction is due; 0 when none is. */
  long dueAt;

  LevelHistory(byte[] dimensions, long from) {
    this.dimensions = dimensions;
    this.from = from;
  }

  ConcurrencyDimension dimension() {
    return ConcurrencyDimension.of(DimensionKey.value(dimensions, DIMENSION));
  }

  boolean isTenant() {
    return dimension() == ConcurrencyDimension.TENANT;
  }

  /** The place of the window that starts at a moment, among {@link #windows}; perhaps of none. */
  int indexOf(long start, long windowMillis) {
    return (int) Math.floorDiv(start - from, windowMillis);
  }

  /** The end of the last window; {@link #from} without one. */
  long end(long windowMillis) {
    return from + windows.size() * windowMillis;
  }

  /** Removes the first window; what comes after it knows it as a sum. */
  void removeFirst(long windowMillis) {
    Window first = windows.remove(0);
    levelBefore += first.net;
    eventsBefore += first.events;
    from += windowMillis;
  }

  /** Notes in which windows something runs. */
  void noteWhatRuns() {
    long level = levelBefore;
    for (Window window : windows) {
      window.ran |= level > 0 || window.events > 0;
      level += window.net;
    }
  }

  /** The level after the last window. */
  long levelAfter() {
    return levelBefore(windows.size());
  }

  /** The level at the start of a window. */
  long levelBefore(int index) {
    long level = levelBefore;
    for (Window window : windows.subList(0, index)) {
      level += window.net;
    }
    return level;
  }

  /** Changes up to the end of a window, as a count. */
  long eventsThrough(int index) {
    long events = eventsBefore;
    for (Window window : windows.subList(0, index + 1)) {
      events += window.events;
    }
    return events;
  }

  /**
   * Whether a window would be published with a higher version than the last time. Equal levels are
   * no reason not to: before a restart, documents that this state knows nothing of may have been
   * published, with a version in between.
   */
  boolean hasNews(int index) {
    return eventsThrough(index) != windows.get(index).publishedThrough;
  }

  /** Whether nothing ran in the first windows as far as was ever known. */
  boolean wasQuiet(int count) {
    return levelBefore == 0
        && windows.stream()
            .limit(count)
            .noneMatch(window -> window.ran || window.events > 0 || window.isFinal);
  }
}
