/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.countonce;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;

/**
 * The buckets of one subtask, in keyed state. The heap backend gives out the objects that it holds,
 * so that they are changed in place and kept at hand: then an id costs no access to state. It may
 * do so until a snapshot begins, from which on the backend gives out copies. Other backends
 * serialize: there a bucket stays at hand for one batch, whose ids are near each other, and is read
 * and written once for all of them.
 */
public final class IdBuckets {

  private final ValueState<IdBucket> state;
  private final KeyedStateBackend<Integer> backend;
  private final boolean changesInPlace;
  private final IdBucket[] atHand = new IdBucket[CountOnceOptions.BUCKETS];
  private final int[] ofBatch = new int[CountOnceOptions.BUCKETS];
  private final BitSet changed = new BitSet(CountOnceOptions.BUCKETS);
  private int ofBatchCount;

  /**
   * @param state of one bucket each
   * @param backend which holds the state
   */
  public IdBuckets(ValueState<IdBucket> state, KeyedStateBackend<Integer> backend) {
    this.state = state;
    this.backend = backend;
    // No other one, not even a wrapped one: that might log changes which it is told of only.
    changesInPlace = backend instanceof HeapKeyedStateBackend;
  }

  /** A bucket, to be changed; an empty one when there is none. */
  public IdBucket at(int number) throws IOException {
    IdBucket known = atHand[number];
    return known == null ? load(number) : known;
  }

  /**
   * Touches the memory where an id would stand. Called for many ids before they are looked up, it
   * makes the processor wait for all of it at once; tables of ids are too big for its caches.
   *
   * @return any number, to be used, lest the compiler leave the touch out
   */
  public long touch(long high, long low) {
    IdBucket bucket = atHand[IdSpace.bucketOf(high)];
    return bucket == null ? 0 : bucket.wordAt(low);
  }

  private IdBucket load(int number) throws IOException {
    backend.setCurrentKey(IdSpace.key(number));
    IdBucket bucket = state.value();
    if (bucket == null) {
      bucket = new IdBucket();
    }
    if (changesInPlace) {
      state.update(bucket);
    } else {
      ofBatch[ofBatchCount++] = number;
    }
    atHand[number] = bucket;
    return bucket;
  }

  /** Notes that a bucket was changed. It is in the state after {@link #endBatch} only. */
  public void changed(int number) {
    if (!changesInPlace) {
      changed.set(number);
    }
  }

  /** Brings the state up to what was changed. */
  public void endBatch() throws IOException {
    for (int i = 0; i < ofBatchCount; i++) {
      int number = ofBatch[i];
      if (changed.get(number)) {
        backend.setCurrentKey(IdSpace.key(number));
        state.update(atHand[number]);
      }
      atHand[number] = null;
    }
    ofBatchCount = 0;
    changed.clear();
  }

  /** Drops a bucket; none that a batch at hand has changed. */
  public void remove(int number) {
    atHand[number] = null;
    backend.setCurrentKey(IdSpace.key(number));
    state.clear();
  }

  /** Before a snapshot: what is changed after it must not be what the snapshot holds. */
  public void letGo() {
    Arrays.fill(atHand, null);
  }
}
