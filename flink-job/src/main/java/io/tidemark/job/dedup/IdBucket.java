/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Ids that were counted, in one bucket of the id space: an open-addressed table of two words an id.
 * One word is half of the fingerprint; the other holds 32 more bits of it, 16 bits over the
 * content, and 16 bits for the hour of the event. The bucket's own number stands for the remaining
 * bits.
 *
 * <p>Hours are counted modulo 2^16 and compared by their difference, which is right as long as all
 * ids lie within 3.7 years of each other; the retention of events is far shorter.
 *
 * <p>While a snapshot of the bucket is written, its table must not change. A copy takes it over as
 * it is, never to be changed, and keeps what is new in a table of its own, until that is half as
 * large: to copy all tables each time would cost more than to write them.
 */
public final class IdBucket {

  /** The result of the lookup of an id. */
  public enum DedupResult {
    FIRST,
    /** The id was counted before, and so was this content. */
    AGAIN,
    /** The id was counted before with another content. */
    AGAIN_WITH_OTHER_CONTENT
  }

  static final int ID_BYTES = IdTable.WORDS * Long.BYTES;
  private static final int PIECE_IDS = 512;
  private static final double GROWTH = 1.3;

  /** The initial size of an overlay over a shared table. */
  private static final double GROWTH_BESIDE = 1.5;

  /** Smaller tables are copied. */
  private static final int LEAST_SHARED = 64;

  /** An overlay over a shared table begins with room for this part of its ids. */
  private static final int PART_BESIDE = 64;

  private static final long[] NONE = {};

  private long[] table;
  private int size;

  /** Ids that copies of this bucket hold in the same table, and that are not in the own one. */
  private long[] shared;

  private int sharedSize;

  /** Whether a copy shares the own table. */
  private boolean sharedWithSnapshot;

  public IdBucket() {
    this(IdTable.ofCapacity(IdTable.capacityFor(0)), 0, NONE, 0);
  }

  private IdBucket(long[] table, int size, long[] shared, int sharedSize) {
    this.table = table;
    this.size = size;
    this.shared = shared;
    this.sharedSize = sharedSize;
  }

  /**
   * Looks for an id and keeps it when it is new.
   *
   * @param high half of the fingerprint; its upper bits chose the bucket
   * @param low the other half
   * @param content 16 bits over the content
   * @param hour hours since 1970 of the event
   * @param liveFrom ids of hours before this one are forgotten; {@link Long#MIN_VALUE} forgets none
   */
  public DedupResult checkAndAdd(long high, long low, short content, long hour, long liveFrom) {
    long word = pack(high, content, hour);
    long id = idOf(low);
    int at = IdTable.find(table, id, word);
    if (table[at] != 0) {
      if (isLive(table[at + 1], liveFrom)) {
        return again(table[at + 1], content);
      }
      copyOnWrite();
      table[at + 1] = word;
      return DedupResult.FIRST;
    }
    if (sharedSize > 0) {
      int there = IdTable.find(shared, id, word);
      if (shared[there] != 0 && isLive(shared[there + 1], liveFrom)) {
        return again(shared[there + 1], content);
      }
      if (shared[there] != 0) {
        // It may not stand in both tables.
        gather(liveFrom);
        at = IdTable.find(table, id, word);
      }
    }
    if (!IdTable.hasRoom(table, size)) {
      makeRoom(liveFrom);
      at = IdTable.find(table, id, word);
    }
    copyOnWrite();
    table[at] = id;
    table[at + 1] = word;
    size++;
    return DedupResult.FIRST;
  }

  private static DedupResult again(long known, short content) {
    return contentOf(known) == content ? DedupResult.AGAIN : DedupResult.AGAIN_WITH_OTHER_CONTENT;
  }

  /** Before a change in place: a copy must not see it. */
  private void copyOnWrite() {
    if (sharedWithSnapshot) {
      table = table.clone();
      sharedWithSnapshot = false;
    }
  }

  /** Takes over an id that was kept as an entry of its own. */
  void keep(StoredId id, int word) {
    checkAndAdd(id.high(), id.low(), contentOf(word), hourOf(word), Long.MIN_VALUE);
  }

  /** The half of the fingerprint as it is kept; 0 stands for a free place. */
  static long idOf(long low) {
    return low == 0 ? 1 : low;
  }

  /** The words at the places where an id would be looked for first; they say nothing of the id. */
  long wordsAt(long low) {
    long own = table[IdTable.placeOf(table, low)];
    return sharedSize == 0 ? own : own + shared[IdTable.placeOf(shared, low)];
  }

  /** Drops ids of hours before {@code liveFrom}. */
  public void forgetBefore(long liveFrom) {
    gather(liveFrom, IdTable.capacityFor(countLive(liveFrom)));
  }

  /** The oldest hour of any id, near to the hour {@code around}; only asked when not empty. */
  public long oldestHour(long around) {
    return around + Math.min(leastHour(table, around), leastHour(shared, around));
  }

  private static int leastHour(long[] table, long around) {
    int least = Integer.MAX_VALUE;
    for (int at = 0; at < table.length; at += IdTable.WORDS) {
      if (table[at] != 0) {
        least = Math.min(least, (int) (hourNear(table[at + 1], around) - around));
      }
    }
    return least;
  }

  /** The whole hour of a word, which is near to {@code around}. */
  static long hourNear(long word, long around) {
    return around + (short) (hourOf(word) - (short) around);
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  /** How many ids are held, expired ones included until they are dropped. */
  public int size() {
    return size + sharedSize;
  }

  /** Bytes of the tables. */
  public long bytes() {
    return (long) (table.length + shared.length) * Long.BYTES;
  }

  /** A bucket with the same ids; neither sees what becomes of the other. */
  IdBucket copy() {
    if (sharedSize > 0 || size < LEAST_SHARED) {
      return new IdBucket(table.clone(), size, shared, sharedSize);
    }
    sharedWithSnapshot = true;
    return new IdBucket(
        IdTable.ofCapacity(IdTable.capacityFor(size / PART_BESIDE)), 0, table, size);
  }

  /** The ids, two words each, in no order. */
  long[] words() {
    long[] words = new long[size() * IdTable.WORDS];
    copyWords(shared, words, copyWords(table, words, 0));
    return words;
  }

  private static int copyWords(long[] table, long[] words, int first) {
    int to = first;
    for (int at = 0; at < table.length; at += IdTable.WORDS) {
      if (table[at] != 0) {
        words[to++] = table[at];
        words[to++] = table[at + 1];
      }
    }
    return to;
  }

  /** Writes the ids, two words each, in no order; a large bucket in pieces, not as one copy. */
  void writeIds(DataOutput target) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(Math.min(size(), PIECE_IDS) * ID_BYTES);
    for (long[] words : new long[][] {table, shared}) {
      for (int at = 0; at < words.length; at += IdTable.WORDS) {
        if (words[at] != 0) {
          piece.putLong(words[at]).putLong(words[at + 1]);
          if (!piece.hasRemaining()) {
            target.write(piece.array());
            piece.clear();
          }
        }
      }
    }
    target.write(piece.array(), 0, piece.position());
  }

  static IdBucket ofWords(long[] words) {
    int ids = words.length / IdTable.WORDS;
    long[] table = IdTable.ofCapacity(IdTable.capacityFor(ids));
    return new IdBucket(table, IdTable.putLive(table, words, Long.MIN_VALUE), NONE, 0);
  }

  private void makeRoom(long liveFrom) {
    if (sharedSize == 0 || size >= sharedSize / 2) {
      gather(liveFrom);
      return;
    }
    long[] larger =
        IdTable.ofCapacity((int) Math.ceil(IdTable.capacity(table) * GROWTH_BESIDE) + 1);
    size = IdTable.putLive(larger, table, Long.MIN_VALUE);
    table = larger;
    sharedWithSnapshot = false;
  }

  /** Begins one table of all live ids, with room for more unless many were dropped. */
  private void gather(long liveFrom) {
    int live = countLive(liveFrom);
    int capacity = IdTable.capacityFor(live);
    gather(liveFrom, live > size() * 0.75 ? (int) Math.ceil(capacity * GROWTH) + 1 : capacity);
  }

  private void gather(long liveFrom, int capacity) {
    long[] all = IdTable.ofCapacity(capacity);
    size = IdTable.putLive(all, table, liveFrom) + IdTable.putLive(all, shared, liveFrom);
    table = all;
    sharedWithSnapshot = false;
    shared = NONE;
    sharedSize = 0;
  }

  private int countLive(long liveFrom) {
    return IdTable.countLive(table, liveFrom) + IdTable.countLive(shared, liveFrom);
  }

  /** The upper half has bits of the fingerprint, the lower content and hour. */
  static long pack(long high, short content, long hour) {
    return high << 32 | (content & 0xffffL) << 16 | (hour & 0xffffL);
  }

  static short contentOf(long word) {
    return (short) (word >>> 16);
  }

  private static short hourOf(long word) {
    return (short) word;
  }

  static boolean isLive(long word, long liveFrom) {
    return liveFrom == Long.MIN_VALUE || (short) (hourOf(word) - (short) liveFrom) >= 0;
  }
}
