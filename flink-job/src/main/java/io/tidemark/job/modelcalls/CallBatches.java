/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import io.tidemark.job.admission.KeyGroupBatches;
import io.tidemark.job.dedup.IdSpace;
import io.tidemark.model.modelcalls.CallRow;
import java.util.function.Consumer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** Gathers calls by the key group of their ids. */
final class CallBatches {

  private final short[] keyGroups = new short[IdSpace.BUCKETS];
  private final KeyGroupBatches<CallBatch> batches;

  /**
   * @param maxParallelism number of key groups of the receiving operator
   * @param target takes each batch
   */
  CallBatches(int maxParallelism, Consumer<CallBatch> target) {
    batches = new KeyGroupBatches<>(maxParallelism, keyGroup -> new CallBatch(), target);
    for (int bucket = 0; bucket < keyGroups.length; bucket++) {
      keyGroups[bucket] =
          (short) KeyGroupRangeAssignment.assignToKeyGroup(IdSpace.key(bucket), maxParallelism);
    }
  }

  boolean isEmpty() {
    return batches.isEmpty();
  }

  /** Takes a call, and sends its batch when that is full. */
  void add(CallRow call) {
    CallBatch batch = batches.begin(keyGroups[IdSpace.bucketOf(call.idHigh)]);
    batch.add(call);
    if (batch.isFull()) {
      flush();
    }
  }

  /** Sends everything. */
  void flush() {
    batches.flush();
  }
}
