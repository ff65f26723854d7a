/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import io.tidemark.job.hours.HourOptions;
import io.tidemark.model.comfyui.ComfyuiRun;
import io.tidemark.model.comfyui.LevelChanges;
import io.tidemark.model.comfyui.RunView;
import io.tidemark.model.hourly.DimensionKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Changes of levels that are being folded before they cross the network, so that a tenant's million
 * runs go through its one subtask as a few parts. Lives in memory only, like {@link
 * io.tidemark.job.hours.FoldTable}.
 */
public final class LevelTable {

  private final Map<Group, LevelPart> parts = new HashMap<>();
  private final HourOptions options;
  private final List<ConcurrencyDimension> dimensions;
  private long deadline = Long.MAX_VALUE;
  private int changes;

  private record Group(ConcurrencyDimension dimension, String tenant, String value, long window) {}

  public LevelTable(HourOptions options, List<ConcurrencyDimension> dimensions) {
    this.options = options;
    this.dimensions = dimensions;
  }

  /**
   * Brings the levels from what a run was to what it is.
   *
   * @param before null when the run was not known
   * @param watermark how far event time is; decides how long the changes may stay
   */
  public void change(RunView before, RunView after, long watermark) {
    for (ConcurrencyDimension dimension : dimensions) {
      String was = before == null ? null : dimension.valueOf(before);
      String is = dimension.valueOf(after);
      if (before != null && Objects.equals(was, is)) {
        move(dimension, after, before.startedAt(), after.startedAt(), 1, watermark);
        move(dimension, after, leaves(before), leaves(after), -1, watermark);
      } else {
        if (before != null) {
          move(dimension, before, before.startedAt(), ComfyuiRun.UNKNOWN, 1, watermark);
          move(dimension, before, leaves(before), ComfyuiRun.UNKNOWN, -1, watermark);
        }
        move(dimension, after, ComfyuiRun.UNKNOWN, after.startedAt(), 1, watermark);
        move(dimension, after, ComfyuiRun.UNKNOWN, leaves(after), -1, watermark);
      }
    }
  }

  /** Whether a part must leave before this watermark goes on, as in the table of hours. */
  public boolean mustLeaveBefore(long watermark) {
    return watermark >= deadline;
  }

  /** How many changes wait. */
  public int size() {
    return changes;
  }

  /** Hands out all parts and is empty afterwards. */
  public void drain(Consumer<LevelPart> target) {
    parts.values().forEach(target);
    parts.clear();
    deadline = Long.MAX_VALUE;
    changes = 0;
  }

  private static long leaves(RunView run) {
    return run.startedAt() == ComfyuiRun.UNKNOWN ? ComfyuiRun.UNKNOWN : run.leavesAt();
  }

  private void move(
      ConcurrencyDimension dimension, RunView run, long from, long to, int delta, long watermark) {
    String value = dimension.valueOf(run);
    if (from == to || value == null) {
      return;
    }
    if (from != ComfyuiRun.UNKNOWN) {
      add(dimension, run.tenantId(), value, from, -delta, watermark);
    }
    if (to != ComfyuiRun.UNKNOWN) {
      add(dimension, run.tenantId(), value, to, delta, watermark);
    }
  }

  private void add(
      ConcurrencyDimension dimension,
      String tenant,
      String value,
      long time,
      int delta,
      long watermark) {
    long window = options.window().startOf(time);
    Group group = new Group(dimension, tenant, value, window);
    LevelPart part = parts.get(group);
    if (part == null) {
      byte[] key = DimensionKey.of(tenant, dimension.id(), value);
      part = new LevelPart(key, window, new LevelChanges(), 0);
      parts.put(group, part);
      deadline = Math.min(deadline, leavesBefore(window, watermark));
    }
    part.changes.add((int) (time - window), delta);
    part.events++;
    changes++;
  }

  private long leavesBefore(long window, long watermark) {
    long lastMoment = window + options.windowMillis() - 1;
    return watermark < lastMoment ? lastMoment : options.closedAt(window);
  }
}
