/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * An open-addressed table of ids in one array of bytes, so that a lookup costs one access to
 * memory. A slot has ten bytes: a word with 49 bits of the fingerprint and 15 bits over the
 * content, and the hour of the event modulo 2^16. The word of a free slot is 0.
 *
 * <p>Ids are placed by Robin Hood hashing: of two ids that want a slot, the one that is farther
 * from its first slot gets it. The slots of a run are then in the order of the fingerprints, and
 * the search for a new id ends after a few slots even when the table is 85 % full; most ids are
 * new.
 */
final class IdTable {

  static final int SLOT_BYTES = 10;

  /** The search for a new id visits 1 / (1 - load) slots on average. */
  static final double MAX_LOAD = 0.85;

  private static final int LEAST_CAPACITY = 4;
  private static final int CONTENT_BITS = 15;
  private static final int CONTENT_MASK = (1 << CONTENT_BITS) - 1;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle HOUR =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private IdTable() {}

  /** The word of an id. The fingerprint 0 is that of a free slot, and gives way to 1. */
  static long wordOf(long low, int content) {
    return wordOfFingerprint(Math.max(low >>> CONTENT_BITS, 1), content);
  }

  static long wordOfFingerprint(long fingerprint, int content) {
    return fingerprint << CONTENT_BITS | (content & CONTENT_MASK);
  }

  static long fingerprintOf(long word) {
    return word >>> CONTENT_BITS;
  }

  static int contentOf(long word) {
    return (int) word & CONTENT_MASK;
  }

  /** An empty table with slots for {@code capacity} ids. */
  static byte[] ofCapacity(int capacity) {
    return new byte[Math.multiplyExact(capacity, SLOT_BYTES)];
  }

  /** The number of slots for this many ids and one more. */
  static int capacityFor(int ids) {
    return Math.max(LEAST_CAPACITY, (int) Math.ceil((ids + 1) / MAX_LOAD));
  }

  static int capacity(byte[] table) {
    return table.length / SLOT_BYTES;
  }

  /** Whether a table with this many ids takes another one. */
  static boolean hasRoom(byte[] table, int ids) {
    return ids + 1 <= capacity(table) * MAX_LOAD;
  }

  static long wordAt(byte[] table, int slot) {
    return (long) WORD.get(table, slot * SLOT_BYTES);
  }

  static short hourAt(byte[] table, int slot) {
    return (short) HOUR.get(table, slot * SLOT_BYTES + Long.BYTES);
  }

  static void set(byte[] table, int slot, long word, short hour) {
    WORD.set(table, slot * SLOT_BYTES, word);
    HOUR.set(table, slot * SLOT_BYTES + Long.BYTES, hour);
  }

  /** The slot of an id; of an unknown id the complement of the slot where it belongs. */
  static int find(byte[] table, long word) {
    int capacity = capacity(table);
    int slot = firstSlot(capacity, word);
    for (int distance = 0; ; distance++) {
      long other = wordAt(table, slot);
      if (fingerprintOf(other) == fingerprintOf(word)) {
        return slot;
      }
      if (other == 0 || distanceOf(capacity, slot, other) < distance) {
        return ~slot;
      }
      slot = slot + 1 == capacity ? 0 : slot + 1;
    }
  }

  /** Puts an unknown id into the slot where it belongs; the ids from there on move by one slot. */
  static void insert(byte[] table, int slot, long word, short hour) {
    int free = slot;
    int last = capacity(table) - 1;
    while (wordAt(table, free) != 0) {
      free = free == last ? 0 : free + 1;
    }
    if (free < slot) {
      moveByOne(table, 0, free);
      set(table, 0, wordAt(table, last), hourAt(table, last));
      free = last;
    }
    moveByOne(table, slot, free);
    set(table, slot, word, hour);
  }

  private static void moveByOne(byte[] table, int from, int to) {
    int start = from * SLOT_BYTES;
    System.arraycopy(table, start, table, start + SLOT_BYTES, (to - from) * SLOT_BYTES);
  }

  /** The slot where the search for an id begins, in the order of fingerprints. */
  static int firstSlot(int capacity, long word) {
    return (int) (((word >>> Integer.SIZE) * capacity) >>> Integer.SIZE);
  }

  private static int distanceOf(int capacity, int slot, long word) {
    int distance = slot - firstSlot(capacity, word);
    return distance < 0 ? distance + capacity : distance;
  }

  /**
   * Puts the live ids of another table into an empty one; returns their number. They come in the
   * order of their first slots, so that most of them go into the next free slot without a search.
   */
  static int copyLive(byte[] table, byte[] from, long liveFrom) {
    int slots = capacity(from);
    int capacity = capacity(table);
    int begin = findFirstInOrder(from);
    int next = 0; // This slot and all after it are free.
    int greatest = 0;
    int count = 0;
    for (int i = 0; i < slots; i++) {
      int slot = begin + i < slots ? begin + i : begin + i - slots;
      long word = wordAt(from, slot);
      short hour = hourAt(from, slot);
      if (word == 0 || !IdHours.isLive(hour, liveFrom)) {
        continue;
      }
      count++;
      int first = firstSlot(capacity, word);
      int free = Math.max(first, next);
      if (first >= greatest && free < capacity) {
        set(table, free, word, hour);
        greatest = first;
        next = free + 1;
      } else {
        // Ids of one slot are in no order, and those of a larger table may be of two.
        insert(table, ~find(table, word), word, hour);
        while (next < capacity && wordAt(table, next) != 0) {
          next++;
        }
      }
    }
    return count;
  }

  /** The first slot whose id did not find its place before the end of the table. */
  private static int findFirstInOrder(byte[] table) {
    int slots = capacity(table);
    int slot = 0;
    while (slot < slots && firstSlot(slots, wordAt(table, slot)) > slot) {
      slot++;
    }
    return slot;
  }

  /** Adds the live ids of another table, none of which is in this one; returns their number. */
  static int addLive(byte[] table, byte[] from, long liveFrom) {
    int count = 0;
    int slots = capacity(from);
    for (int slot = 0; slot < slots; slot++) {
      long word = wordAt(from, slot);
      short hour = hourAt(from, slot);
      if (word != 0 && IdHours.isLive(hour, liveFrom)) {
        insert(table, ~find(table, word), word, hour);
        count++;
      }
    }
    return count;
  }

  /** Puts the ids of some slots one after the other; returns their number. */
  static int copyIds(byte[] table, int from, int to, byte[] target) {
    int count = 0;
    for (int slot = from; slot < to; slot++) {
      long word = wordAt(table, slot);
      // Without a branch, which the processor could not predict: the next id replaces a free slot.
      set(target, count, word, hourAt(table, slot));
      count += word == 0 ? 0 : 1;
    }
    return count;
  }

  static int countLive(byte[] table, long liveFrom) {
    int count = 0;
    int slots = capacity(table);
    for (int slot = 0; slot < slots; slot++) {
      if (wordAt(table, slot) != 0 && IdHours.isLive(hourAt(table, slot), liveFrom)) {
        count++;
      }
    }
    return count;
  }
}
