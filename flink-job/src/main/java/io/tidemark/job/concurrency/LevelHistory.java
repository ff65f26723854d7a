/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import java.util.ArrayList;
import java.util.List;

/**
 * The known levels of one value: the windows that still take corrections, one behind the other
 * without a gap, and the sum of all that was before. The changes themselves are kept apart, one
 * state entry a window.
 */
final class LevelHistory {

  /** One window. */
  static final class Window {
    static final long NEVER_PUBLISHED = -1;

    /** The change of the level in the window. */
    long net;

    /** How many changes were folded into it; only ever grows. */
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

  /** When the next provisional figure or correction is due; 0 when none is. */
  long dueAt;

  LevelHistory(byte[] dimensions, long from) {
    this.dimensions = dimensions;
    this.from = from;
  }

  /** Notes in which windows something runs. */
  void noteWhatRuns() {
    long level = levelBefore;
    for (Window window : windows) {
      window.ran |= level > 0 || window.events > 0;
      level += window.net;
    }
  }

  /** The level behind the last window. */
  long levelAfter() {
    long level = levelBefore;
    for (Window window : windows) {
      level += window.net;
    }
    return level;
  }
}
