/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Standings of a counter that only grows, reported in any order and any number of times. What it
 * grew by in a window is the highest standing up to its end, less the highest before it: never
 * negative, and the sum over all windows is the last standing.
 */
public final class GrowingCounter {

  private final NavigableMap<Long, Long> highestIn = new TreeMap<>();

  /** Takes a standing reported in the window. */
  public void reportStanding(long windowStart, long standing) {
    highestIn.merge(windowStart, standing, Math::max);
  }

  /** The growth of the counter for each window with a report. */
  public Map<Long, Long> increments() {
    Map<Long, Long> increments = new TreeMap<>();
    long highest = 0;
    for (Map.Entry<Long, Long> window : highestIn.entrySet()) {
      long now = Math.max(highest, window.getValue());
      increments.put(window.getKey(), now - highest);
      highest = now;
    }
    return increments;
  }

  /** The highest standing of all windows; 0 without any. */
  public long highest() {
    return highestIn.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Adds the growth of another counter in each of its windows. */
  public void addGrowth(GrowingCounter other) {
    Map<Long, Long> sums = increments();
    other.increments().forEach((start, more) -> sums.merge(start, more, Sums::add));
    highestIn.clear();
    long standing = 0;
    for (Map.Entry<Long, Long> sum : sums.entrySet()) {
      standing = Sums.add(standing, sum.getValue());
      highestIn.put(sum.getKey(), standing);
    }
  }

  /**
   * Keeps one standing of all windows that start before {@code time}, as no report of these may
   * come any more. The growth in other windows stays the same.
   */
  public void foldBefore(long time) {
    NavigableMap<Long, Long> earlier = highestIn.headMap(time, false);
    if (earlier.size() > 1) {
      long last = earlier.lastKey();
      long highest = Collections.max(earlier.values());
      earlier.clear();
      highestIn.put(last, highest);
    }
  }

  /** How many windows have a standing of their own. */
  public int size() {
    return highestIn.size();
  }

  /** A counter with the same standings. */
  public GrowingCounter copy() {
    GrowingCounter copy = new GrowingCounter();
    copy.highestIn.putAll(highestIn);
    return copy;
  }

  /** Writes everything that {@link #readFrom} needs. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeInt(highestIn.size());
    for (Map.Entry<Long, Long> window : highestIn.entrySet()) {
      out.writeLong(window.getKey());
      out.writeLong(window.getValue());
    }
  }

  /** Replaces everything by what {@link #writeTo} wrote. */
  public void readFrom(DataInput in) throws IOException {
    highestIn.clear();
    for (int i = in.readInt(); i > 0; i--) {
      highestIn.put(in.readLong(), in.readLong());
    }
  }
}
