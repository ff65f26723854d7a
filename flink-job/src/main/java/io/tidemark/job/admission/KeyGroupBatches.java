/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.admission;

import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Batches of rows, one for each key group, because a key group is what stays together at every
 * parallelism. Batches are reused: who takes one must be done with it on return.
 *
 * @param <B> the batch
 */
public final class KeyGroupBatches<B extends KeyGroupBatches.Batch> {

  /** Rows that are sent together. */
  public interface Batch {

    boolean isEmpty();

    /** Whether it should be sent before more is added. */
    boolean isFull();

    void clear();
  }

  private final Batch[] batches;
  private final short[] begun;
  private final IntFunction<B> empty;
  private final Consumer<B> target;
  private int begunCount;

  /**
   * @param maxParallelism number of key groups of the receiving operator
   * @param empty creates the batch of a key group
   * @param target takes each batch
   */
  public KeyGroupBatches(int maxParallelism, IntFunction<B> empty, Consumer<B> target) {
    this.empty = empty;
    this.target = target;
    batches = new Batch[maxParallelism];
    begun = new short[maxParallelism];
  }

  /** The batch of a key group, for one more row. */
  @SuppressWarnings("unchecked") // Only batches of this type are put in.
  public B begin(int keyGroup) {
    Batch batch = batches[keyGroup];
    if (batch == null) {
      batch = empty.apply(keyGroup);
      batches[keyGroup] = batch;
    }
    if (batch.isEmpty()) {
      begun[begunCount++] = (short) keyGroup;
    }
    return (B) batch;
  }

  public boolean isEmpty() {
    return begunCount == 0;
  }

  /** Sends everything. */
  @SuppressWarnings("unchecked") // Only batches of this type are put in.
  public void flush() {
    for (int i = 0; i < begunCount; i++) {
      Batch batch = batches[begun[i]];
      target.accept((B) batch);
      batch.clear();
    }
    begunCount = 0;
  }
}
