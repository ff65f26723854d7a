/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import io.tidemark.job.dedup.IdBucket.DedupResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Ids in a backend that serializes: an entry each, so that an id costs the same however many are
 * held. Old ones count as forgotten at once, but are looked for and dropped only from time to time,
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
    convert(bucket);
    long word = IdTable.wordOf(low, content);
    long fingerprint = IdTable.fingerprintOf(word);
    Integer known = states.entries.get(fingerprint);
    if (known != null && IdHours.isLive(known.shortValue(), liveFrom)) {
      return contentOf(known) == IdTable.contentOf(word)
          ? DedupResult.AGAIN
          : DedupResult.AGAIN_WITH_OTHER_CONTENT;
    }
    states.entries.put(fingerprint, valueOf(word, (short) hour));
    if (!isBegun.get(bucket)) {
      isBegun.set(bucket);
      begun.first(bucket, hour);
    }
    return DedupResult.FIRST;
  }

  @Override
  public long forget(int bucket, long liveFrom, long around) throws Exception {
    convert(bucket);
    long oldest = NONE;
    Iterator<Map.Entry<Long, Integer>> all = states.entries.iterator();
    while (all.hasNext()) {
      short hour = all.next().getValue().shortValue();
      if (IdHours.isLive(hour, liveFrom)) {
        oldest = Math.min(oldest, IdHours.near(hour, around));
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

  @Override
  public void afterSnapshot() {
    // The backend looks after its snapshots.
  }

  /** Turns the forms of other backends and of earlier builds into entries. */
  private void convert(int bucket) throws Exception {
    if (states.isMet(bucket)) {
      return;
    }
    List<Long> words = new ArrayList<>();
    List<Short> hours = new ArrayList<>();
    IdBucket.IdConsumer collect =
        (word, hour) -> {
          words.add(word);
          hours.add(hour);
        };
    states.drainLongEntries(collect);
    IdBucket table = states.tables.value();
    if (table != null) {
      table.forEach(collect);
      states.tables.clear();
    }
    for (int i = 0; i < words.size(); i++) {
      states.entries.put(IdTable.fingerprintOf(words.get(i)), valueOf(words.get(i), hours.get(i)));
    }
  }

  /** The value of an entry: 15 bits over the content above the 16 bits of the hour. */
  private static int valueOf(long word, short hour) {
    return IdTable.contentOf(word) << Short.SIZE | (hour & 0xffff);
  }

  static int contentOf(int value) {
    return value >>> Short.SIZE;
  }
}
