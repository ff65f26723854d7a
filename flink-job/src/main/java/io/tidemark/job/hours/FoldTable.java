/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.hours;

import io.tidemark.model.hourly.HourlyMeasures;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Parts of hours that are being folded before they cross the network, window by window, so that a
 * window that closes does not take those along that go on. Lives in memory only: it is emptied
 * before every checkpoint barrier, so nothing of it is state.
 *
 * @param <M> the measures
 */
public final class FoldTable<M extends HourlyMeasures<M>> {

  private final Map<Long, WindowParts<M>> windows = new HashMap<>();
  private final Supplier<M> empty;
  private final HourOptions options;
  // Where the last call was: most calls are in the same window as the one before.
  private WindowParts<M> current;
  private long deadline = Long.MAX_VALUE;
  private int size;

  public FoldTable(HourOptions options, Supplier<M> empty) {
    this.options = options;
    this.empty = empty;
  }

  /**
   * The measures of a group's hour, to be added to.
   *
   * @param dimensions the group
   * @param watermark how far event time is; decides how long the part may stay
   */
  public M at(long windowStart, byte[] dimensions, long watermark) {
    return at(windowStart, dimensions, 0, dimensions.length, watermark);
  }

  /** As above, for a group whose dimensions stand in a buffer; they are copied when it is new. */
  public M at(long windowStart, byte[] buffer, int start, int length, long watermark) {
    WindowParts<M> window = window(windowStart);
    int hash = GroupHour.hash(windowStart, buffer, start, length);
    M known = window.parts.find(hash, buffer, start, length);
    if (known != null) {
      return known;
    }
    M fresh = empty.get();
    byte[] dimensions = Arrays.copyOfRange(buffer, start, start + length);
    window.parts.put(new GroupHour(windowStart, dimensions), fresh);
    size++;
    window.deadline = Math.min(window.deadline, leavesBefore(windowStart, watermark));
    deadline = Math.min(deadline, window.deadline);
    return fresh;
  }

  /**
   * Whether a part must leave before this watermark goes on: one that would close its hour, or
   * close it for corrections.
   */
  public boolean mustLeaveBefore(long watermark) {
    return watermark >= deadline;
  }

  public int size() {
    return size;
  }

  /** Hands out all parts and is empty afterwards. */
  public void drain(Consumer<HourPart<M>> target) {
    drainBefore(Long.MAX_VALUE, target);
  }

  /** Hands out the parts that must leave before this watermark goes on, and keeps the others. */
  public void drainBefore(long watermark, Consumer<HourPart<M>> target) {
    LeavingParts<M> leaving = new LeavingParts<>();
    moveBefore(watermark, leaving);
    leaving.send(Integer.MAX_VALUE, target);
  }

  /** Moves the parts that must leave before this watermark goes on to where they leave from. */
  public void moveBefore(long watermark, LeavingParts<M> leaving) {
    deadline = Long.MAX_VALUE;
    current = null;
    Iterator<WindowParts<M>> all = windows.values().iterator();
    while (all.hasNext()) {
      WindowParts<M> window = all.next();
      if (watermark < window.deadline) {
        deadline = Math.min(deadline, window.deadline);
        continue;
      }
      leaving.add(window.parts);
      size -= window.parts.size();
      all.remove();
    }
  }

  private WindowParts<M> window(long windowStart) {
    if (current == null || current.start != windowStart) {
      current = windows.computeIfAbsent(windowStart, WindowParts::new);
    }
    return current;
  }

  private long leavesBefore(long windowStart, long watermark) {
    long lastMoment = windowStart + options.windowMillis() - 1;
    return watermark < lastMoment ? lastMoment : options.closedAt(windowStart);
  }

  private static final class WindowParts<M extends HourlyMeasures<M>> {
    private final long start;
    private final GroupParts<M> parts = new GroupParts<>();
    private long deadline = Long.MAX_VALUE;

    WindowParts(long start) {
      this.start = start;
    }
  }
}
