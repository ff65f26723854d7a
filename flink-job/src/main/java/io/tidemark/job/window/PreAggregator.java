/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Parts of hours that are being folded before they cross the network, window by window, so that a
 * window that closes does not take those along that continue. Lives in memory only: it is emptied
 * before every checkpoint barrier, so nothing of it is state.
 */
public final class PreAggregator {

  private final Map<Long, WindowParts> windows = new HashMap<>();
  private final AggregateLayout layout;
  private final WindowOptions options;
  private final WindowPart.RowAdder rowAdder;
  // Where the last call was: most calls are in the same window as the one before.
  private WindowParts current;
  private long deadline = Long.MAX_VALUE;
  private int size;

  /** How often parts were moved out. */
  private int round;

  @SuppressWarnings("UnusedVariable") // Written, so that the compiler keeps the prefetch.
  private long prefetched;

  /** The part that was found last for a group, which need not be looked up again. */
  public static final class Cursor {
    private final byte[] dimensions;
    private Aggregate part;
    private long windowStart;
    private int round;

    /**
     * @param dimensions the group; kept, and never changed
     */
    public Cursor(byte[] dimensions) {
      this.dimensions = dimensions;
    }
  }

  /** Parts to which no rows are appended. */
  public PreAggregator(WindowOptions options, AggregateLayout layout) {
    this(
        options,
        layout,
        (rows, length, target) -> {
          throw new UnsupportedOperationException("Parts of " + layout + " take no rows");
        });
  }

  /** Parts to which rows may be appended. */
  public PreAggregator(
      WindowOptions options, AggregateLayout layout, WindowPart.RowAdder rowAdder) {
    this.options = options;
    this.layout = layout;
    this.rowAdder = rowAdder;
  }

  Aggregate createAggregate() {
    return new Aggregate(layout);
  }

  WindowPart.RowAdder rowAdder() {
    return rowAdder;
  }

  /**
   * The measures of a group's hour, to be added to.
   *
   * @param dimensions the group
   * @param watermark how far event time is; decides how long the part may stay
   */
  public Aggregate at(long windowStart, byte[] dimensions, long watermark) {
    return at(windowStart, dimensions, 0, dimensions.length, watermark);
  }

  /** As above, for a group with a cursor, which belongs to this table only. */
  public Aggregate at(long windowStart, Cursor cursor, long watermark) {
    boolean known = cursor.round == round && cursor.windowStart == windowStart;
    if (!known || cursor.part == null) {
      cursor.part = at(windowStart, cursor.dimensions, watermark);
      cursor.windowStart = windowStart;
      cursor.round = round;
    }
    return cursor.part;
  }

  /** As above, for a group whose dimensions are in a buffer; they are copied when it is new. */
  public Aggregate at(long windowStart, byte[] buffer, int start, int length, long watermark) {
    return partAt(windowStart, buffer, start, length, watermark).aggregate();
  }

  /** As above, for rows that are appended; a part takes none after it was drained. */
  public WindowPart partAt(long windowStart, byte[] buffer, int start, int length, long watermark) {
    int hash = WindowKey.hash(windowStart, buffer, start, length);
    return partAt(windowStart, hash, buffer, start, length, watermark);
  }

  /**
   * The hash of a group, to be given to {@link #partAt}. Reads the place where the search for its
   * part begins.
   */
  public int prefetch(long windowStart, byte[] buffer, int start, int length) {
    int hash = WindowKey.hash(windowStart, buffer, start, length);
    if (current != null) {
      prefetched += current.parts.prefetch(hash);
    }
    return hash;
  }

  /**
   * Reads the part that {@link #partAt} will probably find, where it will be compared and changed.
   */
  public void prefetchPart(int hash) {
    if (current != null) {
      prefetched += current.parts.prefetchPart(hash);
    }
  }

  /** As above, for a group whose hash is known. */
  public WindowPart partAt(
      long windowStart, int hash, byte[] buffer, int start, int length, long watermark) {
    WindowParts window = window(windowStart);
    WindowPart known = window.parts.find(hash, buffer, start, length);
    if (known != null) {
      return known;
    }
    WindowPart fresh = new WindowPart(this, Arrays.copyOfRange(buffer, start, start + length));
    window.parts.put(hash, fresh);
    size++;
    window.deadline = Math.min(window.deadline, leavesBefore(windowStart, watermark));
    deadline = Math.min(deadline, window.deadline);
    return fresh;
  }

  /**
   * Whether a part must leave before this watermark is forwarded: one that would close its hour, or
   * close it for corrections.
   */
  public boolean mustLeaveBefore(long watermark) {
    return watermark >= deadline;
  }

  public int size() {
    return size;
  }

  /** Hands out all parts and is empty afterwards. */
  public void drain(Consumer<PartialAggregate> target) {
    drainBefore(Long.MAX_VALUE, target);
  }

  /**
   * Hands out the parts that must leave before this watermark is forwarded, and keeps the others.
   */
  public void drainBefore(long watermark, Consumer<PartialAggregate> target) {
    DrainQueue leaving = new DrainQueue();
    moveBefore(watermark, leaving);
    leaving.send(Integer.MAX_VALUE, target);
  }

  /**
   * Moves the parts that must leave before this watermark is forwarded to where they leave from.
   */
  public void moveBefore(long watermark, DrainQueue leaving) {
    deadline = Long.MAX_VALUE;
    current = null;
    round++;
    Iterator<WindowParts> all = windows.values().iterator();
    while (all.hasNext()) {
      WindowParts window = all.next();
      if (watermark < window.deadline) {
        deadline = Math.min(deadline, window.deadline);
        continue;
      }
      leaving.add(window.parts);
      size -= window.parts.size();
      all.remove();
    }
  }

  private WindowParts window(long windowStart) {
    if (current == null || current.start != windowStart) {
      current = windows.computeIfAbsent(windowStart, WindowParts::new);
    }
    return current;
  }

  private long leavesBefore(long windowStart, long watermark) {
    long lastMoment = windowStart + options.windowMillis() - 1;
    return watermark < lastMoment ? lastMoment : options.closedAt(windowStart);
  }

  private static final class WindowParts {
    private final long start;
    private final WindowAggregates parts;
    private long deadline = Long.MAX_VALUE;

    WindowParts(long start) {
      this.start = start;
      parts = new WindowAggregates(start);
    }
  }
}
