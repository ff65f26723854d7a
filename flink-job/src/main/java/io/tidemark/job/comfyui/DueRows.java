/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * A wheel of the rows of a bucket by the quarter of an hour in which something is due with them. A
 * row whose run learns more stays where it is: the reader of the wheel checks the run.
 */
final class DueRows {

  private static final long TICK = Duration.ofMinutes(15).toMillis();

  private final NavigableMap<Long, Rows> ticks = new TreeMap<>();

  // Where the last row was added: most rows belong to the same tick as the one before.
  private Rows current;
  private long currentTick;

  private static final class Rows {
    private int[] rows = new int[4];
    private int count;

    void add(int row) {
      if (count == rows.length) {
        rows = Arrays.copyOf(rows, 2 * count);
      }
      rows[count++] = row;
    }
  }

  void add(int row, long due) {
    long tick = Math.floorDiv(due, TICK);
    if (current == null || tick != currentTick) {
      current = ticks.computeIfAbsent(tick, fresh -> new Rows());
      currentTick = tick;
    }
    current.add(row);
  }

  /** Whether a row may be due by this moment. */
  boolean hasDue(long mark) {
    return !ticks.isEmpty() && ticks.firstKey() <= Math.floorDiv(mark, TICK);
  }

  /**
   * Removes the rows that may be due by this moment, and hands them out; they may be added again.
   */
  void drain(long mark, IntConsumer target) {
    NavigableMap<Long, Rows> begun = ticks.headMap(Math.floorDiv(mark, TICK), true);
    List<Rows> drained = new ArrayList<>(begun.values());
    begun.clear();
    current = null;
    for (Rows rows : drained) {
      for (int i = 0; i < rows.count; i++) {
        target.accept(rows.rows[i]);
      }
    }
  }
}
