/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Ids that were counted, in one bucket of the id space: an {@link IdTable}. Of the fingerprint the
 * bucket's number stands for 15 bits and the table keeps 49 more: with ten billion ids a new id is
 * taken for a known one with a probability of 10^10 / 2^64, which is 5 in 10^10.
 *
 * <p>While a snapshot of the bucket is written, its table must not change. A copy takes it over as
 * it is, never to be changed, and keeps new ids in a table of its own, an overlay: to copy all
 * tables each time would cost more than to write them. When all snapshots have written the table,
 * the few new ids go into it, and it is the bucket's own again.
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

  private static final int PIECE_SLOTS = 1_024;

  /** Tables of all buckets grow at about the same time: a larger step would show in the heap. */
  private static final double GROWTH = 1.12;

  /** Smaller tables of all buckets take some ten megabytes: they grow in larger steps. */
  private static final int LARGE = 128;

  private static final double GROWTH_OF_SMALL = 1.5;

  private static final double OVERLAY_GROWTH = 1.5;

  /** Smaller tables are copied. */
  private static final int LEAST_SHARED = 64;

  /** An overlay over a shared table begins with room for this part of its ids. */
  private static final int OVERLAY_PART = 64;

  private static final byte[] NONE = {};

  private byte[] table;
  private int size;

  /** Ids that copies of this bucket hold in the same table, and that are not in the own one. */
  private byte[] shared;

  private int sharedSize;

  /** Whether a copy shares the own table. */
  private boolean sharedWithSnapshot;

  /** The loan of the shared table, or of the own one if a snapshot shares that next. */
  private TableLoan loan;

  /** Snapshots that had begun when this object was last changed; later ones hold it. */
  private int snapshots;

  public IdBucket() {
    this(IdTable.ofCapacity(IdTable.capacityFor(0)), 0, NONE, 0, new TableLoan(), 0);
  }

  private IdBucket(
      byte[] table, int size, byte[] shared, int sharedSize, TableLoan loan, int snapshots) {
    this.table = table;
    this.size = size;
    this.shared = shared;
    this.sharedSize = sharedSize;
    this.loan = loan;
    this.snapshots = snapshots;
  }

  /** A bucket with room for this many ids. */
  static IdBucket ofCapacity(int ids) {
    IdBucket bucket = new IdBucket();
    bucket.table = IdTable.ofCapacity(IdTable.capacityFor(ids));
    return bucket;
  }

  /**
   * Looks for an id and keeps it when it is new.
   *
   * @param low the half of the fingerprint that did not choose the bucket
   * @param content bits over the content, of which the lower 15 are compared
   * @param hour hours since 1970 of the event
   * @param liveFrom ids of hours before this one are forgotten; {@link Long#MIN_VALUE} forgets none
   */
  public DedupResult checkAndAdd(long low, short content, long hour, long liveFrom) {
    return checkAndAddWord(IdTable.wordOf(low, content), (short) hour, liveFrom);
  }

  /** The same for an id as a table keeps it. */
  DedupResult checkAndAddWord(long word, short hour, long liveFrom) {
    int slot = IdTable.find(table, word);
    if (slot >= 0) {
      if (IdHours.isLive(IdTable.hourAt(table, slot), liveFrom)) {
        return compareContent(IdTable.wordAt(table, slot), word);
      }
      copyOnWrite();
      IdTable.set(table, slot, word, hour);
      return DedupResult.FIRST;
    }
    if (sharedSize > 0) {
      int there = IdTable.find(shared, word);
      if (there >= 0 && IdHours.isLive(IdTable.hourAt(shared, there), liveFrom)) {
        return compareContent(IdTable.wordAt(shared, there), word);
      }
      if (there >= 0) {
        // It may not be in both tables.
        gather(liveFrom);
        slot = IdTable.find(table, word);
      }
    }
    if (!IdTable.hasRoom(table, size)) {
      makeRoom(liveFrom);
      slot = IdTable.find(table, word);
    }
    copyOnWrite();
    IdTable.insert(table, ~slot, word, hour);
    size++;
    return DedupResult.FIRST;
  }

  private static DedupResult compareContent(long known, long word) {
    return known == word ? DedupResult.AGAIN : DedupResult.AGAIN_WITH_OTHER_CONTENT;
  }

  /** Before a change in place: a copy must not see it. */
  private void copyOnWrite() {
    if (sharedWithSnapshot) {
      table = table.clone();
      sharedWithSnapshot = false;
    }
  }

  /** Reads the slots where the search for an id begins; the result says nothing of the id. */
  long prefetch(long low) {
    long word = IdTable.wordOf(low, 0);
    long own = IdTable.wordAt(table, IdTable.firstSlot(IdTable.capacity(table), word));
    return sharedSize == 0
        ? own
        : own + IdTable.wordAt(shared, IdTable.firstSlot(IdTable.capacity(shared), word));
  }

  /** Drops ids of hours before {@code liveFrom}. */
  public void forgetBefore(long liveFrom) {
    gather(liveFrom, IdTable.capacityFor(countLive(liveFrom)));
  }

  /** The oldest hour of any id, near to the hour {@code around}; only asked when not empty. */
  public long oldestHour(long around) {
    long[] oldest = {Long.MAX_VALUE};
    forEach((word, hour) -> oldest[0] = Math.min(oldest[0], IdHours.near(hour, around)));
    return oldest[0];
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  /** The number of ids, expired ones included until they are dropped. */
  public int size() {
    return size + sharedSize;
  }

  /** Bytes of the tables. */
  public long bytes() {
    return (long) table.length + shared.length;
  }

  /** A bucket with the same ids; a change of one does not change the other. */
  IdBucket copy() {
    if (sharedSize > 0 || size < LEAST_SHARED) {
      return new IdBucket(table.clone(), size, shared, sharedSize, loan, snapshots);
    }
    sharedWithSnapshot = true;
    byte[] overlay = IdTable.ofCapacity(IdTable.capacityFor(size / OVERLAY_PART));
    return new IdBucket(overlay, 0, table, size, loan, snapshots);
  }

  /**
   * Before the first change after a snapshot has begun or was written: takes the shared table back
   * if all snapshots have written it.
   *
   * @param begun snapshots that have begun so far
   * @param liveFrom ids of hours before this one are forgotten
   */
  void takeBackShared(int begun, long liveFrom) {
    if (sharedSize == 0) {
      loan = new TableLoan();
    } else {
      loan.lend(begun - snapshots);
      if (loan.isReturned()) {
        mergeOverlay(liveFrom);
      }
    }
    snapshots = begun;
  }

  private void mergeOverlay(long liveFrom) {
    if (!IdTable.hasRoom(shared, sharedSize + size)) {
      gather(liveFrom);
      return;
    }
    size = sharedSize + IdTable.addLive(shared, table, liveFrom);
    table = shared;
    sharedWithSnapshot = false;
    shared = NONE;
    sharedSize = 0;
  }

  /** Receives ids as a table keeps them. */
  @FunctionalInterface
  interface IdConsumer {
    void accept(long word, short hour);
  }

  void forEach(IdConsumer consumer) {
    forEach(table, consumer);
    forEach(shared, consumer);
  }

  private static void forEach(byte[] table, IdConsumer consumer) {
    int slots = IdTable.capacity(table);
    for (int slot = 0; slot < slots; slot++) {
      long word = IdTable.wordAt(table, slot);
      if (word != 0) {
        consumer.accept(word, IdTable.hourAt(table, slot));
      }
    }
  }

  /** Writes the ids, a slot each, in no order. */
  void writeIds(DataOutput target) throws IOException {
    writeTable(table, target);
    writeTable(shared, target);
    loan.noteWritten();
  }

  /** Without free slots, which end each run of a few ids: to write single runs takes longer. */
  private static void writeTable(byte[] table, DataOutput target) throws IOException {
    int slots = IdTable.capacity(table);
    byte[] piece = new byte[Math.min(slots, PIECE_SLOTS) * IdTable.SLOT_BYTES];
    for (int from = 0; from < slots; from += PIECE_SLOTS) {
      int to = Math.min(from + PIECE_SLOTS, slots);
      target.write(piece, 0, IdTable.copyIds(table, from, to, piece) * IdTable.SLOT_BYTES);
    }
  }

  /** Reads as many ids as the bucket was created for, in pieces: a wrong number costs no memory. */
  static IdBucket readIds(int ids, DataInput source) throws IOException {
    IdBucket bucket = IdBucket.ofCapacity(Math.min(ids, PIECE_SLOTS));
    byte[] piece = new byte[Math.min(ids, PIECE_SLOTS) * IdTable.SLOT_BYTES];
    for (int read = 0; read < ids; read += PIECE_SLOTS) {
      int count = Math.min(PIECE_SLOTS, ids - read);
      source.readFully(piece, 0, count * IdTable.SLOT_BYTES);
      for (int slot = 0; slot < count; slot++) {
        bucket.keep(IdTable.wordAt(piece, slot), IdTable.hourAt(piece, slot));
      }
    }
    bucket.trim();
    return bucket;
  }

  /** Keeps an id from state; of two ids with one fingerprint the later hour counts. */
  void keep(long word, short hour) {
    int slot = IdTable.find(table, word);
    if (slot < 0) {
      checkAndAddWord(word, hour, Long.MIN_VALUE);
    } else if ((short) (hour - IdTable.hourAt(table, slot)) > 0) {
      copyOnWrite();
      IdTable.set(table, slot, word, hour);
    }
  }

  /** Gives up the room that was left for more ids. */
  void trim() {
    forgetBefore(Long.MIN_VALUE);
  }

  private void makeRoom(long liveFrom) {
    if (sharedSize == 0 || size >= sharedSize / 2) {
      gather(liveFrom);
      return;
    }
    byte[] larger =
        IdTable.ofCapacity((int) Math.ceil(IdTable.capacity(table) * OVERLAY_GROWTH) + 1);
    size = IdTable.copyLive(larger, table, Long.MIN_VALUE);
    table = larger;
    sharedWithSnapshot = false;
  }

  /** Begins one table of all live ids, with room for more unless many were dropped. */
  private void gather(long liveFrom) {
    int live = countLive(liveFrom);
    int capacity = IdTable.capacityFor(live);
    double growth = live < LARGE ? GROWTH_OF_SMALL : GROWTH;
    gather(liveFrom, live > size() * 0.75 ? (int) Math.ceil(capacity * growth) + 1 : capacity);
  }

  private void gather(long liveFrom, int capacity) {
    byte[] all = IdTable.ofCapacity(capacity);
    boolean overlay = sharedSize > size;
    size =
        IdTable.copyLive(all, overlay ? shared : table, liveFrom)
            + IdTable.addLive(all, overlay ? table : shared, liveFrom);
    table = all;
    sharedWithSnapshot = false;
    shared = NONE;
    sharedSize = 0;
    loan = new TableLoan();
  }

  private int countLive(long liveFrom) {
    return IdTable.countLive(table, liveFrom) + IdTable.countLive(shared, liveFrom);
  }
}
