/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.countonce;

/**
 * Ids that were counted, in one bucket of the id space: an open-addressed table of two words an id.
 * One word is half of the fingerprint; the other holds 32 more bits of it, 16 bits over the
 * content, and 16 bits for the hour of the event. The bucket's own number stands for the remaining
 * bits.
 *
 * <p>Hours are counted modulo 2^16 and compared by their difference, which is right as long as all
 * ids lie within 3.7 years of each other; the retention of events is far shorter.
 */
public final class IdBucket {

  /** What the bucket knew of an id. */
  public enum Sighting {
    FIRST,
    /** The id was counted before, and so was this content. */
    AGAIN,
    /** The id was counted before with another content. */
    AGAIN_WITH_OTHER_CONTENT
  }

  static final int WORDS = 2;
  private static final int FIRST_CAPACITY = 4;

  /** Beyond this, the search for a free place gets long quickly, and most ids are new. */
  private static final double MAX_LOAD = 0.78;

  private static final double GROWTH = 1.3;

  private long[] table;
  private int size;

  public IdBucket() {
    table = new long[FIRST_CAPACITY * WORDS];
  }

  private IdBucket(long[] table, int size) {
    this.table = table;
    this.size = size;
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
  public Sighting see(long high, long low, short content, long hour, long liveFrom) {
    long word = pack(high, content, hour);
    long id = idOf(low);
    int at = find(id, word);
    if (table[at] != 0 && isLive(table[at + 1], liveFrom)) {
      return contentOf(table[at + 1]) == content
          ? Sighting.AGAIN
          : Sighting.AGAIN_WITH_OTHER_CONTENT;
    }
    if (table[at] != 0) {
      table[at + 1] = word;
      return Sighting.FIRST;
    }
    if (size + 1 > capacity() * MAX_LOAD) {
      makeRoom(liveFrom);
      at = find(id, word);
    }
    table[at] = id;
    table[at + 1] = word;
    size++;
    return Sighting.FIRST;
  }

  /** Takes over an id that was kept as an entry of its own. */
  void keep(StoredId id, int word) {
    see(id.high(), id.low(), contentOf(word), hourOf(word), Long.MIN_VALUE);
  }

  /** The half of the fingerprint as it is kept; 0 stands for a free place. */
  static long idOf(long low) {
    return low == 0 ? 1 : low;
  }

  /** The word at the place where an id would be looked for first; says nothing of the id. */
  long wordAt(long low) {
    return table[slot(low, capacity()) * WORDS];
  }

  /** Drops ids of hours before {@code liveFrom}. */
  public void forgetBefore(long liveFrom) {
    fill(table, liveFrom, capacityFor(countLive(liveFrom)));
  }

  /** The oldest hour of any id, near to the hour {@code around}; only asked when not empty. */
  public long oldestHour(long around) {
    int least = Integer.MAX_VALUE;
    for (int at = 0; at < table.length; at += WORDS) {
      if (table[at] != 0) {
        least = Math.min(least, (int) (hourNear(table[at + 1], around) - around));
      }
    }
    return around + least;
  }

  /** The whole hour of a word, which is near to {@code around}. */
  static long hourNear(long word, long around) {
    return around + (short) (hourOf(word) - (short) around);
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** How many ids are held, expired ones included until they are dropped. */
  public int size() {
    return size;
  }

  /** Bytes of the table. */
  public long bytes() {
    return (long) table.length * Long.BYTES;
  }

  IdBucket copy() {
    return new IdBucket(table.clone(), size);
  }

  /** The ids, two words each, in no order. */
  long[] words() {
    long[] words = new long[size * WORDS];
    int to = 0;
    for (int at = 0; at < table.length; at += WORDS) {
      if (table[at] != 0) {
        words[to++] = table[at];
        words[to++] = table[at + 1];
      }
    }
    return words;
  }

  static IdBucket ofWords(long[] words) {
    IdBucket bucket = new IdBucket();
    bucket.fill(words, Long.MIN_VALUE, capacityFor(words.length / WORDS));
    return bucket;
  }

  private void makeRoom(long liveFrom) {
    int live = countLive(liveFrom);
    int capacity = capacityFor(live);
    fill(table, liveFrom, live > size * 0.75 ? (int) Math.ceil(capacity * GROWTH) + 1 : capacity);
  }

  private int countLive(long liveFrom) {
    int count = 0;
    for (int at = 0; at < table.length; at += WORDS) {
      if (table[at] != 0 && isLive(table[at + 1], liveFrom)) {
        count++;
      }
    }
    return count;
  }

  /** Begins a table anew with the live ids among the words, which are different from each other. */
  private void fill(long[] words, long liveFrom, int capacity) {
    table = new long[capacity * WORDS];
    size = 0;
    for (int from = 0; from < words.length; from += WORDS) {
      if (words[from] != 0 && isLive(words[from + 1], liveFrom)) {
        int at = slot(words[from], capacity) * WORDS;
        while (table[at] != 0) {
          at = at + WORDS == table.length ? 0 : at + WORDS;
        }
        table[at] = words[from];
        table[at + 1] = words[from + 1];
        size++;
      }
    }
  }

  /** Where the id stands, or the free place where it belongs. */
  private int find(long id, long word) {
    int capacity = capacity();
    int slot = slot(id, capacity);
    while (true) {
      int at = slot * WORDS;
      if (table[at] == 0 || (table[at] == id && sameId(table[at + 1], word))) {
        return at;
      }
      slot = slot + 1 == capacity ? 0 : slot + 1;
    }
  }

  private static int slot(long id, int capacity) {
    return (int) (((id >>> 32) * capacity) >>> 32);
  }

  private int capacity() {
    return table.length / WORDS;
  }

  private static int capacityFor(int ids) {
    return Math.max(FIRST_CAPACITY, (int) Math.ceil((ids + 1) / MAX_LOAD));
  }

  /** The upper half has bits of the fingerprint, the lower content and hour. */
  static long pack(long high, short content, long hour) {
    return high << 32 | (content & 0xffffL) << 16 | (hour & 0xffffL);
  }

  private static boolean sameId(long word, long other) {
    return (word ^ other) >>> 32 == 0;
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
