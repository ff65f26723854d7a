/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.hours;

import io.tidemark.model.fingerprint.LittleEndian;
import io.tidemark.model.hourly.HourlyMeasures;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Parts of hours that are being folded before they cross the network. Lives in memory only: it is
 * emptied before every checkpoint barrier, so nothing of it is state.
 *
 * @param <M> the measures
 */
public final class FoldTable<M extends HourlyMeasures<M>> {

  private final Map<Group, M> parts = new HashMap<>();
  private final Supplier<M> empty;
  private final HourOptions options;
  private final Group probe = new Group();
  private long deadline = Long.MAX_VALUE;

  public FoldTable(HourOptions options, Supplier<M> empty) {
    this.options = options;
    this.empty = empty;
  }

  /**
   * The measures of a group's hour, to be added to.
   *
   * @param dimensions the group; kept when it is new, and never changed
   * @param watermark how far event time is; decides how long the part may stay
   */
  public M at(long windowStart, byte[] dimensions, long watermark) {
    probe.set(windowStart, dimensions);
    M known = parts.get(probe);
    if (known != null) {
      return known;
    }
    M fresh = empty.get();
    parts.put(probe.copy(), fresh);
    deadline = Math.min(deadline, leavesBefore(windowStart, watermark));
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
    return parts.size();
  }

  /** Hands out all parts and is empty afterwards. */
  public void drain(Consumer<HourPart<M>> target) {
    parts.forEach(
        (group, measures) ->
            target.accept(HourPart.of(group.windowStart, group.dimensions, measures)));
    parts.clear();
    deadline = Long.MAX_VALUE;
  }

  private long leavesBefore(long windowStart, long watermark) {
    long lastMoment = windowStart + options.windowMillis() - 1;
    return watermark < lastMoment ? lastMoment : options.closedAt(windowStart);
  }

  private static final class Group {
    private long windowStart;
    private byte[] dimensions;
    private int hash;

    void set(long start, byte[] key) {
      windowStart = start;
      dimensions = key;
      hash = hash(start, key);
    }

    Group copy() {
      Group copy = new Group();
      copy.windowStart = windowStart;
      copy.dimensions = dimensions;
      copy.hash = hash;
      return copy;
    }

    /** Eight bytes a step; the table's own spreading does the rest. */
    private static int hash(long start, byte[] key) {
      long mix = start;
      int whole = key.length & ~7;
      for (int at = 0; at < whole; at += Long.BYTES) {
        mix = (mix ^ LittleEndian.longAt(key, at)) * 0x9E3779B97F4A7C15L;
        mix ^= mix >>> 32;
      }
      for (int at = whole; at < key.length; at++) {
        mix = (mix ^ key[at]) * 0x9E3779B97F4A7C15L;
      }
      return (int) (mix ^ (mix >>> 32));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Group that
          && windowStart == that.windowStart
          && Arrays.equals(dimensions, that.dimensions);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
