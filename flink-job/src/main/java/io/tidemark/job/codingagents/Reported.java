/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.hourly.GrowingCounter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The reports under one id: one amount, or the values of one counter. */
final class Reported {

  /** A series may have any number of points: its state must not grow with them. */
  static final int MAX_VALUES = 20_000;

  private final GrowingCounter standings = new GrowingCounter();

  /** Each value by its time: a resent export says the same again. The last ones are kept. */
  private final NavigableMap<Long, Long> valueAt = new TreeMap<>();

  private long last = Long.MIN_VALUE;

  /** Whether these are values of a counter, which continue after any silence. */
  private boolean counter;

  /**
   * Takes a measurement.
   *
   * @return false when it was known
   */
  boolean take(AgentMeasurement measurement, long windowStart) {
    boolean known =
        measurement.seriesId == null
            ? !valueAt.isEmpty()
            : valueAt.containsKey(measurement.eventTime) || isForgotten(measurement.eventTime);
    if (known) {
      return false;
    }
    counter |= measurement.seriesId != null;
    valueAt.put(measurement.eventTime, measurement.value);
    while (valueAt.size() > MAX_VALUES) {
      valueAt.pollFirstEntry();
    }
    last = Math.max(last, measurement.eventTime);
    standings.reportStanding(windowStart, measurement.value);
    return true;
  }

  /** Values are forgotten while as many as possible are kept; it must not count twice. */
  private boolean isForgotten(long time) {
    return valueAt.size() >= MAX_VALUES && time < valueAt.firstKey();
  }

  /** Whether a known measurement says something else. */
  boolean conflicts(AgentMeasurement measurement) {
    if (measurement.seriesId == null) {
      return !valueAt.containsValue(measurement.value);
    }
    Long known = valueAt.get(measurement.eventTime);
    return known != null && known != measurement.value;
  }

  /** The growth in each window. */
  Map<Long, Long> increments() {
    return standings.increments();
  }

  /** The latest event time. */
  long last() {
    return last;
  }

  /** Forgets values from before {@code time} but the highest; such may not come any more. */
  void forgetValuesBefore(long time) {
    valueAt.headMap(time).clear();
    standings.foldBefore(time);
  }

  /** Whether it is a counter of which more is known than its highest value. */
  boolean canShrink() {
    return counter && (!valueAt.isEmpty() || standings.size() > 1);
  }

  /** Whether these are values of a counter. */
  boolean isCounter() {
    return counter;
  }

  void writeTo(DataOutput out) throws IOException {
    standings.writeTo(out);
    out.writeLong(last);
    out.writeInt(valueAt.size());
    for (Map.Entry<Long, Long> value : valueAt.entrySet()) {
      out.writeLong(value.getKey());
      out.writeLong(value.getValue());
    }
    out.writeBoolean(counter);
  }

  /**
   * Replaces everything by what {@link #writeTo} wrote.
   *
   * @param saysCounter whether the build that wrote it noted counters
   */
  void readFrom(DataInput in, boolean saysCounter) throws IOException {
    standings.readFrom(in);
    last = in.readLong();
    valueAt.clear();
    for (int i = in.readInt(); i > 0; i--) {
      valueAt.put(in.readLong(), in.readLong());
    }
    counter = saysCounter ? in.readBoolean() : standings.size() > 1 || valueAt.size() != 1;
  }
}
