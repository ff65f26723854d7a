/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import io.tidemark.job.dedup.IdBucket.DedupResult;
import java.util.Arrays;

/**
 * Ids on the heap: a table a bucket. The backend returns the objects that it holds, so that they
 * are changed in place and stay loaded: then an id costs no access to state. It may do so until a
 * snapshot begins, from which on the backend returns copies. When it is written, each bucket takes
 * back the table that it shares with it.
 */
final class HeapIds implements IdStore {

  private final IdStates states;
  private final Begun begun;
  private final IdBucket[] loaded = new IdBucket[IdSpace.BUCKETS];

  /** Snapshots that have begun. */
  private int begunSnapshots;

  HeapIds(IdStates states, Begun begun) {
    this.states = states;
    this.begun = begun;
  }

  @Override
  public DedupResult checkAndAdd(long high, long low, short content, long hour, long liveFrom)
      throws Exception {
    int number = IdSpace.bucketOf(high);
    IdBucket bucket = loaded[number];
    if (bucket == null) {
      states.moveTo(number);
      bucket = load(number, liveFrom);
    }
    if (bucket.isEmpty()) {
      states.moveTo(number);
      begun.first(number, hour);
    }
    return bucket.checkAndAdd(low, content, hour, liveFrom);
  }

  @Override
  public long forget(int number, long liveFrom, long around) throws Exception {
    IdBucket bucket = loaded[number] == null ? load(number, liveFrom) : loaded[number];
    bucket.forgetBefore(liveFrom);
    if (bucket.isEmpty()) {
      loaded[number] = null;
      states.tables.clear();
      return NONE;
    }
    return bucket.oldestHour(around);
  }

  @Override
  public long forgetAt(int bucket, long from) {
    return from;
  }

  @Override
  public long prefetch(long high, long low) {
    IdBucket bucket = loaded[IdSpace.bucketOf(high)];
    return bucket == null ? 0 : bucket.prefetch(low);
  }

  @Override
  public void beforeSnapshot() {
    begunSnapshots++;
    Arrays.fill(loaded, null);
  }

  @Override
  public void afterSnapshot() {
    // Each is loaded again when it is used: to do it for all at once would stop the input.
    Arrays.fill(loaded, null);
  }

  private IdBucket load(int number, long liveFrom) throws Exception {
    IdBucket bucket = states.tables.value();
    if (bucket == null) {
      bucket = new IdBucket();
    }
    if (!states.isMet(number)) {
      takeEntries(bucket);
    }
    bucket.takeBackShared(begunSnapshots, liveFrom);
    states.tables.update(bucket);
    loaded[number] = bucket;
    return bucket;
  }

  private void takeEntries(IdBucket bucket) throws Exception {
    states.drainEntries((word, hour) -> bucket.keep(word, hour));
  }
}
