/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import io.tidemark.job.admission.KeyGroupBatches;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.StepRow;
import io.tidemark.model.fingerprint.Fingerprint;
import java.util.function.Consumer;

/** Gathers steps by the buckets of their runs. */
final class StepBatches {

  private final Fingerprint fingerprint = new Fingerprint();
  private final StepRow row = new StepRow();
  private final RunKeys keys;
  private final KeyGroupBatches<StepBatch> batches;

  /**
   * @param maxParallelism number of key groups of the receiving operator
   * @param target takes each batch
   */
  StepBatches(int maxParallelism, Consumer<StepBatch> target) {
    keys = new RunKeys(maxParallelism);
    batches = new KeyGroupBatches<>(maxParallelism, this::createBatch, target);
  }

  private StepBatch createBatch(int keyGroup) {
    return new StepBatch(keys.key(keyGroup));
  }

  /** Takes a step, and sends everything when its batch is full. */
  void add(ComfyuiStep step) {
    row.take(step, fingerprint);
    StepBatch batch = batches.begin(keys.groupOf(row.idHigh, row.idLow));
    batch.add(row);
    if (batch.isFull()) {
      flush();
    }
  }

  /** Sends everything. */
  void flush() {
    batches.flush();
  }
}
