/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import io.tidemark.job.dedup.IdSpace;
import io.tidemark.model.modelcalls.CallRow;
import java.util.function.Consumer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Gathers calls by the key group of their ids, because a key group is what stays together at every
 * parallelism. Batches are reused: who takes one must be done with it on return.
 */
final class CallBatches {

  private final short[] keyGroups = new short[IdSpace.BUCKETS];
  private final CallBatch[] batches;
  private final short[] begun;
  private final Consumer<CallBatch> target;
  private int begunCount;

  /**
   * @param maxParallelism number of key groups of whoever gets the batches
   * @param target takes each batch
   */
  CallBatches(int maxParallelism, Consumer<CallBatch> target) {
    this.target = target;
    batches = new CallBatch[maxParallelism];
    begun = new short[maxParallelism];
    for (int bucket = 0; bucket < keyGroups.length; bucket++) {
      keyGroups[bucket] =
          (short) KeyGroupRangeAssignment.assignToKeyGroup(IdSpace.key(bucket), maxParallelism);
    }
  }

  boolean isEmpty() {
    return begunCount == 0;
  }

  /** Takes a call, and sends its batch when that is full. */
  void add(CallRow call) {
    int group = keyGroups[IdSpace.bucketOf(call.idHigh)];
    CallBatch batch = batches[group];
    if (batch == null) {
      batch = new CallBatch();
      batches[group] = batch;
    }
    if (batch.isEmpty()) {
      begun[begunCount++] = (short) group;
    }
    batch.add(call);
    if (batch.isFull()) {
      flush();
    }
  }

  /** Sends everything. */
  void flush() {
    for (int i = 0; i < begunCount; i++) {
      CallBatch batch = batches[begun[i]];
      target.accept(batch);
      batch.clear();
    }
    begunCount = 0;
  }
}
