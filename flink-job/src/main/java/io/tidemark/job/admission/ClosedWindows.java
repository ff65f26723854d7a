/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.admission;

import io.tidemark.job.window.RecentWindow;
import io.tidemark.job.window.WindowOptions;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The windows that take no more corrections. After a restart the watermark starts again, so the one
 * of the checkpoint is remembered: without it, an event of a closed hour would be counted into an
 * hour that is no longer in state.
 */
public final class ClosedWindows {

  private final RecentWindow window;

  /** How long after its start a window is closed. */
  private final long closedAfter;

  private ListState<Long> watermarks;
  private ListState<Long> floors;
  private long floor = Long.MIN_VALUE;

  public ClosedWindows(WindowOptions options) {
    window = new RecentWindow(options);
    closedAfter = options.closedAt(0);
  }

  /**
   * Reads how far event time was at the checkpoint: the least watermark of all readers that had
   * one, as behind the network. Readers without a partition have none and do not count.
   */
  public void restore(OperatorStateStore store) throws Exception {
    watermarks = store.getUnionListState(new ListStateDescriptor<>("watermarks", Types.LONG));
    floors = store.getUnionListState(new ListStateDescriptor<>("floors", Types.LONG));
    long least = Long.MAX_VALUE;
    for (Long watermark : watermarks.get()) {
      least = Math.min(least, watermark);
    }
    if (least != Long.MAX_VALUE) {
      floor = least;
    }
    for (Long earlier : floors.get()) {
      floor = Math.max(floor, earlier);
    }
  }

  /** Remembers how far this reader is; {@link Long#MIN_VALUE} when it has no watermark. */
  public void snapshot(long watermark) throws Exception {
    watermarks.update(watermark == Long.MIN_VALUE ? List.of() : List.of(watermark));
    floors.update(floor == Long.MIN_VALUE ? List.of() : List.of(floor));
  }

  /** Whether the hour of an event is closed. */
  public boolean contain(long eventTime, long watermark) {
    return Math.max(watermark, floor) >= window.startOf(eventTime) + closedAfter;
  }
}
