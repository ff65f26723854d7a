/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The least of many values that can be taken back. The {@value #KEPT} least are remembered; only
 * when all of these have been taken back, and others are left, is the least not known. Adding and
 * taking back are commutative, so parts may be folded anywhere before they meet.
 */
final class RetractableMinimum {

  static final int KEPT = 32;

  private static final int FIRST_ROOM = 4;
  private static final long[] NO_VALUES = {};
  private static final int[] NO_TIMES = {};

  // Ascending. Arrays, because there are four of these for every group of every hour.
  private long[] values = NO_VALUES;
  private int[] times = NO_TIMES;
  private int used;

  /** Values from here on have been dropped, or would have been. */
  private long bound = Long.MAX_VALUE;

  /** Adds a value that many times; a negative number takes it back, also before it was added. */
  void add(long value, int more) {
    if (value >= bound) {
      return;
    }
    int at = Arrays.binarySearch(values, 0, used, value);
    if (at < 0) {
      insert(-at - 1, value, more);
    } else if (times[at] + more == 0) {
      remove(at);
    } else {
      times[at] += more;
    }
  }

  void add(RetractableMinimum other) {
    if (other.bound < bound) {
      bound = other.bound;
      while (used > 0 && values[used - 1] >= bound) {
        used--;
      }
    }
    for (int i = 0; i < other.used; i++) {
      add(other.values[i], other.times[i]);
    }
  }

  /** The least value, or {@code unknown}. */
  long least(long unknown) {
    for (int i = 0; i < used; i++) {
      if (times[i] > 0) {
        return values[i];
      }
    }
    return unknown;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(used);
    for (int i = 0; i < used; i++) {
      out.writeLong(values[i]);
      out.writeInt(times[i]);
    }
    out.writeLong(bound);
  }

  void readFrom(DataInput in) throws IOException {
    used = in.readByte();
    values = used == 0 ? NO_VALUES : new long[used];
    times = used == 0 ? NO_TIMES : new int[used];
    for (int i = 0; i < used; i++) {
      values[i] = in.readLong();
      times[i] = in.readInt();
    }
    bound = in.readLong();
  }

  private void insert(int at, long value, int more) {
    if (used == KEPT) {
      // The greatest is dropped: this one, or the last.
      bound = at == used ? value : values[used - 1];
      if (at == used) {
        return;
      }
      used--;
    }
    if (used == values.length) {
      int room = Math.max(FIRST_ROOM, Math.min(KEPT, 2 * used));
      values = Arrays.copyOf(values, room);
      times = Arrays.copyOf(times, room);
    }
    System.arraycopy(values, at, values, at + 1, used - at);
    System.arraycopy(times, at, times, at + 1, used - at);
    values[at] = value;
    times[at] = more;
    used++;
  }

  private void remove(int at) {
    used--;
    System.arraycopy(values, at + 1, values, at, used - at);
    System.arraycopy(times, at + 1, times, at, used - at);
  }
}
