/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

/**
 * An open-addressed table of ids, two words each: half of the fingerprint, and a word that {@link
 * IdBucket} describes. It is an array and nothing else, so that a look costs one access to memory.
 */
final class IdTable {

  static final int WORDS = 2;

  /** Beyond this, the search for a free place gets long quickly, and most ids are new. */
  private static final double MAX_LOAD = 0.78;

  private static final int LEAST_CAPACITY = 4;

  private IdTable() {}

  /** An empty table with places for {@code capacity} ids. */
  static long[] ofCapacity(int capacity) {
    return new long[capacity * WORDS];
  }

  /** Places that this many ids and one more need. */
  static int capacityFor(int ids) {
    return Math.max(LEAST_CAPACITY, (int) Math.ceil((ids + 1) / MAX_LOAD));
  }

  static int capacity(long[] table) {
    return table.length / WORDS;
  }

  /** Whether a table with this many ids takes another one. */
  static boolean hasRoom(long[] table, int ids) {
    return ids + 1 <= capacity(table) * MAX_LOAD;
  }

  /** Where the id stands, or the free place where it belongs. */
  static int find(long[] table, long id, long word) {
    int at = placeOf(table, id);
    while (table[at] != 0 && (table[at] != id || !sameId(table[at + 1], word))) {
      at = at + WORDS == table.length ? 0 : at + WORDS;
    }
    return at;
  }

  /** Where the search for an id begins. */
  static int placeOf(long[] table, long id) {
    return (int) (((id >>> 32) * capacity(table)) >>> 32) * WORDS;
  }

  /** Puts the live ids among some words, none of which is in the table yet; how many. */
  static int putLive(long[] table, long[] words, long liveFrom) {
    int count = 0;
    for (int from = 0; from < words.length; from += WORDS) {
      if (words[from] != 0 && IdBucket.isLive(words[from + 1], liveFrom)) {
        int at = placeOf(table, words[from]);
        while (table[at] != 0) {
          at = at + WORDS == table.length ? 0 : at + WORDS;
        }
        table[at] = words[from];
        table[at + 1] = words[from + 1];
        count++;
      }
    }
    return count;
  }

  static int countLive(long[] table, long liveFrom) {
    int count = 0;
    for (int at = 0; at < table.length; at += WORDS) {
      if (table[at] != 0 && IdBucket.isLive(table[at + 1], liveFrom)) {
        count++;
      }
    }
    return count;
  }

  private static boolean sameId(long word, long other) {
    return (word ^ other) >>> 32 == 0;
  }
}
