/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;

/**
 * The forms of a bucket in state: a table, which the heap holds as one object and other backends
 * would have to read and write whole for each id; and an entry for each id. A savepoint may be
 * taken from one backend to the other, builds up to 0.1.0 always wrote tables, and entries of
 * earlier builds have longer keys: the store converts a bucket when it first accesses it.
 */
final class IdStates {

  final ValueState<IdBucket> tables;

  /** Entries by the bits of the fingerprint that a table keeps too. */
  final MapState<Long, Integer> entries;

  /** Entries of earlier builds. */
  private final MapState<StoredId, Integer> longEntries;

  private final KeyedStateBackend<Integer> backend;
  private final BitSet moved = new BitSet(IdSpace.BUCKETS);

  private IdStates(
      ValueState<IdBucket> tables,
      MapState<Long, Integer> entries,
      MapState<StoredId, Integer> longEntries,
      KeyedStateBackend<Integer> backend) {
    this.tables = tables;
    this.entries = entries;
    this.longEntries = longEntries;
    this.backend = backend;
  }

  /** The store that suits the backend. */
  static IdStore open(
      RuntimeContext context,
      KeyedStateBackend<Integer> backend,
      Duration horizon,
      IdStore.Begun begun) {
    IdStates states =
        new IdStates(
            context.getState(new ValueStateDescriptor<>("ids", IdBucketCodec.SERIALIZER)),
            context.getMapState(
                new MapStateDescriptor<>(
                    "ids-by-fingerprint", LongSerializer.INSTANCE, IntSerializer.INSTANCE)),
            context.getMapState(
                new MapStateDescriptor<>(
                    "single-ids", StoredIdCodec.SERIALIZER, IntSerializer.INSTANCE)),
            backend);
    // No other one, not even a wrapped one: that might log only changes that it sees.
    return backend instanceof HeapKeyedStateBackend
        ? new HeapIds(states, begun)
        : new StoredIds(states, horizon, begun);
  }

  /** Makes a bucket the current key. */
  void moveTo(int bucket) {
    backend.setCurrentKey(IdSpace.key(bucket));
  }

  /** Hands over all entries of the current bucket and removes them. */
  void drainEntries(IdBucket.IdConsumer ids) throws Exception {
    for (Map.Entry<Long, Integer> entry : entries.entries()) {
      int value = entry.getValue();
      ids.accept(
          IdTable.wordOfFingerprint(entry.getKey(), StoredIds.contentOf(value)), (short) value);
    }
    entries.clear();
    drainLongEntries(ids);
  }

  /** Hands over the entries of earlier builds and removes them. */
  void drainLongEntries(IdBucket.IdConsumer ids) throws Exception {
    for (Map.Entry<StoredId, Integer> entry : longEntries.entries()) {
      int value = entry.getValue();
      ids.accept(IdTable.wordOf(entry.getKey().low(), StoredIds.contentOf(value)), (short) value);
    }
    longEntries.clear();
  }

  /** Whether the bucket is met for the first time, so that it may still have the other form. */
  boolean isMet(int bucket) {
    boolean met = moved.get(bucket);
    moved.set(bucket);
    return met;
  }
}
