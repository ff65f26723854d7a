/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.json.JsonWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many runs were going at once in one window: a sweep over its changes. Runs are half-open
 * intervals, so one that ends in the millisecond in which another starts does not raise the level,
 * and one without length is never seen.
 *
 * <p>Exact to the millisecond: the milliseconds at all levels add up to the measured time.
 */
public final class LevelSweep {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final long[] minuteMax;
  private final Map<Long, Long> millisAtLevel = new TreeMap<>();
  private final long measuredMillis;
  private long max = Long.MIN_VALUE;
  private long min = Long.MAX_VALUE;
  private long runningMillis;
  private long lastLevel;

  private LevelSweep(long measuredMillis) {
    this.measuredMillis = measuredMillis;
    minuteMax = new long[(int) ((measuredMillis + MINUTE - 1) / MINUTE)];
  }

  /**
   * Measures a window from its start.
   *
   * @param levelBefore how many were going just before the window
   * @param changes of the level in the window
   * @param measuredMillis how much of the window is measured, more than 0; changes after it do not
   *     count
   */
  public static LevelSweep of(long levelBefore, LevelChanges changes, long measuredMillis) {
    if (measuredMillis <= 0) {
      throw new IllegalArgumentException("Nothing to measure: " + measuredMillis + " ms");
    }
    LevelSweep sweep = new LevelSweep(measuredMillis);
    Arrays.fill(sweep.minuteMax, Long.MIN_VALUE);
    long level = levelBefore;
    long from = 0;
    int count = changes.size();
    for (int i = 0; i < count && changes.offset(i) < measuredMillis; i++) {
      sweep.stay(level, from, changes.offset(i));
      level += changes.delta(i);
      from = changes.offset(i);
    }
    sweep.stay(level, from, measuredMillis);
    sweep.lastLevel = level;
    return sweep;
  }

  /** The highest level that lasted at least a millisecond. */
  public long max() {
    return max;
  }

  /** The lowest level that lasted at least a millisecond. */
  public long min() {
    return min;
  }

  /** Milliseconds of all runs together: each level times how long it lasted. */
  public long runningMillis() {
    return runningMillis;
  }

  /** The level weighted by time. */
  public double mean() {
    return (double) runningMillis / measuredMillis;
  }

  /** Milliseconds at each level that occurred; they add up to the measured time. */
  public Map<Long, Long> millisAtLevel() {
    return millisAtLevel;
  }

  /** The highest level in each minute of the measured time. */
  public long[] minuteMax() {
    return minuteMax.clone();
  }

  /** The level at the end of the measured time. */
  public long lastLevel() {
    return lastLevel;
  }

  /** Writes the measures of the hourly document. */
  public void writeFields(JsonWriter json) {
    json.field("max", max);
    json.field("min", min);
    json.field("mean", mean());
    json.field("running_ms", runningMillis);
    json.beginArray("levels");
    millisAtLevel.forEach(
        (level, millis) -> {
          json.beginObject();
          json.field("level", level);
          json.field("ms", millis);
          json.endObject();
        });
    json.endArray();
    json.beginArray("minute_max");
    for (long peak : minuteMax) {
      json.element(peak);
    }
    json.endArray();
  }

  private void stay(long level, long from, long to) {
    if (to <= from) {
      return;
    }
    max = Math.max(max, level);
    min = Math.min(min, level);
    runningMillis += level * (to - from);
    millisAtLevel.merge(level, to - from, Long::sum);
    for (int minute = (int) (from / MINUTE); minute <= (to - 1) / MINUTE; minute++) {
      minuteMax[minute] = Math.max(minuteMax[minute], level);
    }
  }
}
