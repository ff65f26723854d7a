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
 * <p>Kept as two arrays; changes are collected behind the sorted part and sorted in when somebody
 * looks, so that a million of them cost a sort and not a million insertions.
 */
public final class LevelChanges {

  private static final int FIRST_ROOM = 4;

  private int[] offsets = new int[FIRST_ROOM];
  private int[] deltas = new int[FIRST_ROOM];
  private int used;
  private int sorted;

  /**
   * Adds a change.
   *
   * @param offset milliseconds since the start of the window, from 0
   * @param delta by how much the level changes there
   */
  public void add(int offset, int delta) {
    if (used == offsets.length) {
      compact();
      if (used > offsets.length / 2) {
        offsets = Arrays.copyOf(offsets, offsets.length * 2);
        deltas = Arrays.copyOf(deltas, deltas.length * 2);
      }
    }
    offsets[used] = offset;
    deltas[used] = delta;
    used++;
  }

  /** Adds all changes of another part of the same window, which stays as it is. */
  public void add(LevelChanges other) {
    for (int i = 0; i < other.used; i++) {
      add(other.offsets[i], other.deltas[i]);
    }
  }

  /** How many different moments have a change. */
  public int size() {
    compact();
    return used;
  }

  /** The moment of the change at {@code index}, ascending, in milliseconds of the window. */
  public int offset(int index) {
    return offsets[index];
  }

  /** The change at {@code index}; never 0. */
  public int delta(int index) {
    return deltas[index];
  }

  /** The change of the level over the whole window. */
  public long net() {
    long net = 0;
    for (int i = 0; i < used; i++) {
      net += deltas[i];
    }
    return net;
  }

  /** The offset of the last change; -1 when there is none. */
  public int last() {
    compact();
    return used == 0 ? -1 : offsets[used - 1];
  }

  /** Writes everything that {@link #readFrom} needs: 2 to 4 bytes a change, mostly. */
  public void writeTo(DataOutput out) throws IOException {
    compact();
    out.writeInt(used);
    int before = 0;
    for (int i = 0; i < used; i++) {
      writeNumber(offsets[i] - before, out);
      writeNumber((deltas[i] << 1) ^ (deltas[i] >> 31), out);
      before = offsets[i];
    }
  }

  /** Replaces everything by what {@link #writeTo} wrote. */
  public void readFrom(DataInput in) throws IOException {
    used = in.readInt();
    sorted = used;
    offsets = new int[Math.max(used, FIRST_ROOM)];
    deltas = new int[Math.max(used, FIRST_ROOM)];
    int before = 0;
    for (int i = 0; i < used; i++) {
      offsets[i] = before + readNumber(in);
      int folded = readNumber(in);
      deltas[i] = (folded >>> 1) ^ -(folded & 1);
      before = offsets[i];
    }
  }

  /** Sorts in what was collected, and drops changes that took each other back. */
  private void compact() {
    if (sorted == used) {
      return;
    }
    long[] packed = new long[used];
    for (int i = 0; i < used; i++) {
      packed[i] = (long) offsets[i] << 32 | (deltas[i] & 0xffffffffL);
    }
    // The order of equal moments does not matter: they are summed.
    Arrays.sort(packed);
    int to = 0;
    int i = 0;
    while (i < packed.length) {
      int offset = (int) (packed[i] >>> 32);
      int delta = 0;
      for (; i < packed.length && (int) (packed[i] >>> 32) == offset; i++) {
        delta += (int) packed[i];
      }
      if (delta != 0) {
        offsets[to] = offset;
        deltas[to] = delta;
        to++;
      }
    }
    used = to;
    sorted = to;
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
