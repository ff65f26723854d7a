/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.model.hourly.Window;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The windows that take no more corrections. After a restart the watermark starts again, so the one
 * of the checkpoint is remembered: without it, an event of a closed hour would be counted into an
 * hour that is no longer in state. For the same reason, a longer lateness after the restart opens
 * no window again.
 */
public final class ClosedWindows {

  private static final long NONE = Long.MIN_VALUE;

  private final long lateness;

  private ListState<Long> watermarks;
  private ListState<Long> floors;
  private ListState<Long> latenesses;
  private ListState<Long> ends;
  private long floor = NONE;

  /** Windows up to this end were closed at the restart, by the lateness before it. */
  private long closedThrough = NONE;

  public ClosedWindows(Duration lateness) {
    this.lateness = lateness.toMillis();
  }

  /**
   * Reads how far event time was at the checkpoint: the least watermark of all subtasks that had
   * one, as behind the network. Readers without a partition have none and do not count.
   */
  public void restore(OperatorStateStore store) throws Exception {
    watermarks = openState(store, "watermarks");
    floors = openState(store, "floors");
    latenesses = openState(store, "latenesses");
    ends = openState(store, "closed-ends");
    long least = Long.MAX_VALUE;
    for (Long watermark : watermarks.get()) {
      least = Math.min(least, watermark);
    }
    floor = findGreatest(floors, NONE);
    closedThrough = findGreatest(ends, NONE);
    boolean wentOn = least != Long.MAX_VALUE && least > floor;
    if (wentOn) {
      floor = least;
    }
    if (wentOn || closedThrough == NONE) {
      // A job that failed before event time continued has closed no window by its own lateness.
      long latenessBefore = findGreatest(latenesses, lateness);
      closedThrough = Math.max(closedThrough, endAt(floor, latenessBefore));
    }
  }

  /** Remembers how far this subtask is; {@link Long#MIN_VALUE} when it has no watermark. */
  public void snapshot(long watermark) throws Exception {
    watermarks.update(asList(watermark));
    floors.update(asList(floor));
    latenesses.update(List.of(lateness));
    ends.update(asList(closedThrough));
  }

  /**
   * The end of the last closed window, or a time between it and the end of the next one; {@link
   * Long#MIN_VALUE} when none is known to be closed.
   */
  public long through(long watermark) {
    return Math.max(closedThrough, endAt(Math.max(watermark, floor), lateness));
  }

  /** Whether a window with this end was closed at the restart, by the lateness before it. */
  boolean wasClosed(long windowEnd) {
    return windowEnd <= closedThrough;
  }

  /**
   * The start of the first window to which something may still be added. A shorter lateness closes
   * windows when event time continues: what the checkpoint held for them comes before.
   */
  public long firstOpen(Window window, long watermark) {
    long through = watermark > floor ? through(watermark) : closedThrough;
    return through == NONE ? NONE : window.startOf(through);
  }

  private static long endAt(long watermark, long lateness) {
    return watermark < NONE + lateness ? NONE : watermark - lateness;
  }

  private static ListState<Long> openState(OperatorStateStore store, String name) throws Exception {
    return store.getUnionListState(new ListStateDescriptor<>(name, Types.LONG));
  }

  private static long findGreatest(ListState<Long> values, long absent) throws Exception {
    long greatest = NONE;
    for (Long value : values.get()) {
      greatest = Math.max(greatest, value);
    }
    return greatest == NONE ? absent : greatest;
  }

  private static List<Long> asList(long time) {
    return time == NONE ? List.of() : List.of(time);
  }
}
