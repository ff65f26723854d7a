/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.window.WindowOptions;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.comfyui.ComfyuiRun;
import io.tidemark.model.comfyui.RunView;

/** When something is due with a run: to be closed without an end, or to be forgotten. */
final class RunDeadlines {

  /** A run may take room longer than it is known by one round. */
  private static final int ROUNDS_IN_A_HORIZON = 8;

  /** Parts of a round, so that not all buckets are read at once. */
  private static final int SHIFTS = 128;

  private final WindowOptions hours;
  private final long maxMillis;
  private final long horizonMillis;
  private final long roundMillis;

  RunDeadlines(WorkloadOptions options) {
    hours = options.hours();
    maxMillis = options.maxTaskDuration().toMillis();
    horizonMillis = options.horizon().toMillis();
    roundMillis = Math.max(hours.windowMillis(), horizonMillis / ROUNDS_IN_A_HORIZON);
  }

  /**
   * When runs that are forgotten from a moment on are dropped. Rounds of buckets lie evenly between
   * each other.
   *
   * @param from {@link Long#MAX_VALUE} for never
   * @param bucket its key
   */
  long roundAfter(long from, String bucket) {
    if (from == Long.MAX_VALUE) {
      return from;
    }
    long shift = Math.floorMod(bucket.hashCode() * roundMillis / SHIFTS, roundMillis);
    return -Math.floorDiv(shift - from, roundMillis) * roundMillis + shift;
  }

  /** The run as documents see it. */
  RunView view(ComfyuiRun run) {
    return run.view(maxMillis);
  }

  /** Whether the run continues: what is due is to close it. */
  static boolean isOpen(RunView view) {
    return view.startedAt() != ComfyuiRun.UNKNOWN && !view.ended();
  }

  /**
   * When the run is closed, if it runs; else when it is forgotten: when the hour of every step that
   * could still say something of it is closed.
   */
  long dueAt(ComfyuiRun run, RunView view) {
    if (isOpen(view)) {
      return view.startedAt() + maxMillis;
    }
    long last = Math.max(run.lastEventTime(), view.ended() ? view.endedAt() : 0);
    long lastStep = view.ended() ? last : last + maxMillis;
    return Math.max(
        hours.closedAt(hours.window().startOf(lastStep)), run.lastEventTime() + horizonMillis);
  }
}
