/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import io.tidemark.job.dedup.IdBucket.DedupResult;
import java.time.Duration;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Map;

/**
 * Ids in a backend that serializes: an entry each, so that an id costs the same however many are
 * held. Old ones count as forgotten at once, but are looked for and dropped only every so often,
 * because that reads the whole bucket.
 */
final class StoredIds implements IdStore {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** An id may take room longer than the horizon by one round. */
  private static final int ROUNDS_IN_A_HORIZON = 4;

  private final IdStates states;
  private final long roundMillis;
  private final Begun begun;
  private final BitSet isBegun = new BitSet(IdSpace.BUCKETS);

  StoredIds(IdStates states, Duration horizon, Begun begun) {
    this.states = states;
    this.begun = begun;
    roundMillis = Math.max(HOUR, horizon.toMillis() / ROUNDS_IN_A_HORIZON);
  }

  @Override
  public DedupResult checkAndAdd(long high, long low, short content, long hour, long liveFrom)
      throws Exception {
    int bucket = IdSpace.bucketOf(high);
    states.moveTo(bucket);
    takeTable(bucket);
    StoredId id = new StoredId(IdBucket.idOf(low), (int) high);
    Integer known = states.entries.get(id);
    if (known != null && IdBucket.isLive(known, liveFrom)) {
      return IdBucket.contentOf(known) == content
          ? DedupResult.AGAIN
          : DedupResult.AGAIN_WITH_OTHER_CONTENT;
    }
    states.entries.put(id, (int) IdBucket.pack(high, content, hour));
    if (!isBegun.get(bucket)) {
      isBegun.set(bucket);
      begun.first(bucket, hour);
    }
    return DedupResult.FIRST;
  }

  @Override
  public long forget(int bucket, long liveFrom, long around) throws Exception {
    takeTable(bucket);
    long oldest = NONE;
    Iterator<Map.Entry<StoredId, Integer>> all = states.entries.iterator();
    while (all.hasNext()) {
      int word = all.next().getValue();
      if (IdBucket.isLive(word, liveFrom)) {
        oldest = Math.min(oldest, IdBucket.hourNear(word, around));
      } else {
        all.remove();
      }
    }
    isBegun.set(bucket, oldest != NONE);
    return oldest;
  }

  /**
   * Rounds of buckets lie evenly between each other, and always at the same times: timers of before
   * and after a restart fall together.
   */
  @Override
  public long forgetAt(int bucket, long from) {
    long shift = roundMillis * bucket / IdSpace.BUCKETS;
    return -Math.floorDiv(shift - from, roundMillis) * roundMillis + shift;
  }

  @Override
  public long prefetch(long high, long low) {
    return 0;
  }

  @Override
  public void beforeSnapshot() {
    // All there is is in the state.
  }

  private void takeTable(int bucket) throws Exception {
    if (states.isMet(bucket)) {
      return;
    }
    IdBucket table = states.tables.value();
    if (table != null) {
      long[] words = table.words();
      for (int at = 0; at < words.length; at += IdTable.WORDS) {
        states.entries.put(
            new StoredId(words[at], (int) (words[at + 1] >>> Integer.SIZE)), (int) words[at + 1]);
      }
      states.tables.clear();
    }
  }
}
