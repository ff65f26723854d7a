/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Moments at which a training job ran, in a state that no sender can make grow. */
final class RunMoments {

  /** A report of a minute each is kept for a day of late ends. */
  static final int MAX_MOMENTS = 2_000;

  /** Starts, by name or by event. One at the moment of an end may come after it. */
  private final NavigableSet<Long> starts = new TreeSet<>();

  /** Moments of other events. One at the moment of an end comes before it. */
  private final NavigableSet<Long> reports = new TreeSet<>();

  void addStart(long time) {
    starts.add(time);
  }

  void addReport(long time) {
    reports.add(time);
  }

  boolean isFull() {
    return starts.size() > MAX_MOMENTS || reports.size() > MAX_MOMENTS;
  }

  /** The first moment; null without any. */
  Long findFirst() {
    return findEarlier(findFirstStart(), reports.ceiling(Long.MIN_VALUE));
  }

  /** The first start; null without any. */
  Long findFirstStart() {
    return starts.ceiling(Long.MIN_VALUE);
  }

  /**
   * The first moment after an end; null when there is none.
   *
   * @param canRestart whether a start at the moment of the end comes after it
   */
  Long findFirstAfter(long end, boolean canRestart) {
    return findEarlier(canRestart ? starts.ceiling(end) : starts.higher(end), reports.higher(end));
  }

  /** The last moment before {@code time}; null when there is none. */
  Long findLastBefore(long time) {
    Long start = starts.lower(time);
    Long report = reports.lower(time);
    if (start == null || report == null) {
      return start == null ? report : start;
    }
    return start > report ? start : report;
  }

  private static Long findEarlier(Long start, Long report) {
    if (start == null || report == null) {
      return start == null ? report : start;
    }
    return start < report ? start : report;
  }

  /** Keeps the last moment before {@code time} alone, as a start. */
  void foldBefore(long time) {
    Long last = findLastBefore(time);
    if (last != null) {
      starts.headSet(time).clear();
      reports.headSet(time).clear();
      starts.add(last);
    }
  }

  /** Keeps the later half, and of the earlier one moments at some distance from each other. */
  void thinOut(Set<Long> begins) {
    thinOut(starts, begins);
    thinOut(reports, begins);
  }

  private static void thinOut(NavigableSet<Long> moments, Set<Long> begins) {
    if (moments.size() <= MAX_MOMENTS) {
      return;
    }
    long middle = moments.stream().skip(MAX_MOMENTS / 2).findFirst().orElseThrow();
    long distance = (middle - moments.first()) / (MAX_MOMENTS / 4);
    long next = Long.MIN_VALUE;
    Iterator<Long> earlier = moments.headSet(middle).iterator();
    while (earlier.hasNext()) {
      long moment = earlier.next();
      if (moment >= next || begins.contains(moment)) {
        next = moment + distance;
      } else {
        earlier.remove();
      }
    }
  }

  void writeTo(DataOutput out) throws IOException {
    write(starts, out);
    write(reports, out);
  }

  private static void write(Set<Long> moments, DataOutput out) throws IOException {
    out.writeInt(moments.size());
    for (long moment : moments) {
      out.writeLong(moment);
    }
  }

  void readFrom(DataInput in) throws IOException {
    clear();
    for (int i = in.readInt(); i > 0; i--) {
      starts.add(in.readLong());
    }
    for (int i = in.readInt(); i > 0; i--) {
      reports.add(in.readLong());
    }
  }

  void clear() {
    starts.clear();
    reports.clear();
  }
}
