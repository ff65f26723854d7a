/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The least of many values that can be taken back. The {@value #KEPT} least are remembered; only
 * when all of these have been taken back, and others are left, is the least not known. Adding and
 * taking back are commutative, so parts may be folded anywhere before they meet.
 */
final class LeastValues {

  static final int KEPT = 32;

  private final TreeMap<Long, Integer> counts = new TreeMap<>();

  /** Values from here on have been dropped, or would have been. */
  private long bound = Long.MAX_VALUE;

  /** Adds a value so many times; a negative number takes it back, also before it was added. */
  void add(long value, int times) {
    if (value >= bound) {
      return;
    }
    counts.merge(value, times, (was, more) -> was + more == 0 ? null : was + more);
    while (counts.size() > KEPT) {
      bound = counts.pollLastEntry().getKey();
    }
  }

  void add(LeastValues other) {
    bound = Math.min(bound, other.bound);
    counts.tailMap(bound, true).clear();
    other.counts.forEach(this::add);
  }

  /** The least value, or {@code unknown}. */
  long least(long unknown) {
    for (Map.Entry<Long, Integer> value : counts.entrySet()) {
      if (value.getValue() > 0) {
        return value.getKey();
      }
    }
    return unknown;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(counts.size());
    for (Map.Entry<Long, Integer> value : counts.entrySet()) {
      out.writeLong(value.getKey());
      out.writeInt(value.getValue());
    }
    out.writeLong(bound);
  }

  void readFrom(DataInput in) throws IOException {
    counts.clear();
    for (int i = in.readByte(); i > 0; i--) {
      counts.put(in.readLong(), in.readInt());
    }
    bound = in.readLong();
  }
}
