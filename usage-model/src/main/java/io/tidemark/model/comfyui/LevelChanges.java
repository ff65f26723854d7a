/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The changes of a level by millisecond of a window: +1 where a run starts, -1 where one ends,
 * summed. Changes come in any order and may be taken back. Adding is associative and commutative,
 * so changes may be folded anywhere before they meet.
 *
 * <p>Changes are collected behind the sorted part and sorted in when somebody looks, or when there
 * are many of them, so that a million of them cost a sort and not a million insertions.
 */
public final class LevelChanges {

  private static final int FIRST_ROOM = 4;

  /**
   * Times the sorted changes that are collected before they are sorted in. Less often costs memory
   * where changes take each other back, more often costs time where they do not.
   */
  private static final int MOST_COLLECTED = 8;

  /** Each change as its offset and, in the lower half, the delta. */
  private long[] changes = new long[FIRST_ROOM];

  private int used;
  private int sorted;

  /**
   * Adds a change.
   *
   * @param offset milliseconds since the start of the window, from 0
   * @param delta by how much the level changes there
   */
  public void add(int offset, int delta) {
    if (used == changes.length) {
      makeRoom();
    }
    changes[used++] = pack(offset, delta);
  }

  /** Adds all changes of another part of the same window, which stays as it is. */
  public void add(LevelChanges other) {
    int all = used + other.used;
    if (all > changes.length) {
      changes = Arrays.copyOf(changes, Math.max(all, 2 * changes.length));
    }
    System.arraycopy(other.changes, 0, changes, used, other.used);
    sorted = used == 0 ? other.sorted : sorted;
    used = all;
  }

  /** How many different moments have a change. */
  public int size() {
    compact();
    return used;
  }

  /** The moment of the change at {@code index}, ascending, in milliseconds of the window. */
  public int offset(int index) {
    return (int) (changes[index] >>> Integer.SIZE);
  }

  /** The change at {@code index}; never 0. */
  public int delta(int index) {
    return (int) changes[index];
  }

  /** The change of the level over the whole window. */
  public long net() {
    long net = 0;
    for (int i = 0; i < used; i++) {
      net += delta(i);
    }
    return net;
  }

  /** The offset of the last change; -1 when there is none. */
  public int last() {
    compact();
    return used == 0 ? -1 : offset(used - 1);
  }

  /** Writes everything that {@link #readFrom} needs: 2 to 4 bytes a change, mostly. */
  public void writeTo(DataOutput out) throws IOException {
    compact();
    out.writeInt(used);
    int before = 0;
    for (int i = 0; i < used; i++) {
      writeNumber(offset(i) - before, out);
      writeNumber((delta(i) << 1) ^ (delta(i) >> 31), out);
      before = offset(i);
    }
  }

  /** Replaces everything by what {@link #writeTo} wrote. */
  public void readFrom(DataInput in) throws IOException {
    used = in.readInt();
    sorted = used;
    changes = new long[Math.max(used, FIRST_ROOM)];
    int before = 0;
    for (int i = 0; i < used; i++) {
      before += readNumber(in);
      int folded = readNumber(in);
      changes[i] = pack(before, (folded >>> 1) ^ -(folded & 1));
    }
  }

  private void makeRoom() {
    if (used >= MOST_COLLECTED * Math.max(sorted, FIRST_ROOM)) {
      compact();
    }
    if (used > changes.length / 2) {
      changes = Arrays.copyOf(changes, changes.length * 2);
    }
  }

  /** Sorts in what was collected, and drops changes that took each other back. */
  public void compact() {
    if (sorted == used) {
      return;
    }
    // The order of equal moments does not matter: they are summed.
    Arrays.sort(changes, 0, used);
    int to = 0;
    int i = 0;
    while (i < used) {
      int offset = offset(i);
      int delta = 0;
      for (; i < used && offset(i) == offset; i++) {
        delta += delta(i);
      }
      if (delta != 0) {
        changes[to++] = pack(offset, delta);
      }
    }
    used = to;
    sorted = to;
  }

  private static long pack(int offset, int delta) {
    return (long) offset << Integer.SIZE | (delta & 0xffff_ffffL);
  }

  private static void writeNumber(int value, DataOutput out) throws IOException {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out.writeByte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  private static int readNumber(DataInput in) throws IOException {
    int value = 0;
    int shift = 0;
    while (true) {
      byte next = in.readByte();
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
      shift += 7;
    }
  }
}
