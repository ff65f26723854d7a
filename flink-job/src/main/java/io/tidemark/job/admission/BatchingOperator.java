/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.admission;

import io.tidemark.job.workload.WorkloadOptions;
import java.time.Duration;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Admits events as rows, which it passes on in batches: before the watermark that they came before,
 * before a barrier, and after a while.
 *
 * @param <E> the event
 * @param <B> a batch of rows
 */
public abstract class BatchingOperator<E, B> extends AdmittingOperator<E, B>
    implements BoundedOneInput {

  /** How long a row may wait for others to be sent with. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

  private transient boolean sendsLater;

  protected BatchingOperator(String workload, EventAccess<E> events, WorkloadOptions options) {
    super(workload, events, options);
  }

  /** Sends all rows that wait. */
  protected abstract void flush();

  @Override
  public void open() throws Exception {
    super.open();
    sendsLater = false;
  }

  @Override
  public final void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public final void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public final void endInput() {
    flush();
  }

  /** Watermarks do not come where a partition holds event time back. */
  @SuppressWarnings(
      "FutureReturnValueIgnored") // The mailbox runs it, and fails the task if it fails.
  protected final void sendLater() {
    if (sendsLater) {
      return;
    }
    sendsLater = true;
    long now = getProcessingTimeService().getCurrentProcessingTime();
    getProcessingTimeService()
        .registerTimer(
            now + LONGEST_WAIT.toMillis(),
            time -> {
              sendsLater = false;
              flush();
            });
  }
}
