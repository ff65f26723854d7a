/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.hours;

import java.time.Duration;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * An operator that holds parts in memory before they cross the network. They are no state: they
 * leave before every barrier, before a watermark that they must not come after, and after a while.
 *
 * @param <I> what comes in
 * @param <O> the parts that go out
 */
public abstract class FoldingOperator<I, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O>, BoundedOneInput {

  private final Duration flushEvery;

  private transient long emittedWatermark;

  /**
   * @param flushEvery how long parts may wait before they go on
   */
  protected FoldingOperator(Duration flushEvery) {
    this.flushEvery = flushEvery;
  }

  /** Sends all parts on. */
  protected abstract void flush();

  /** Whether a part must not come after this watermark. */
  protected abstract boolean mustFlushBefore(long watermark);

  /** Takes one record. */
  protected abstract void process(I value) throws Exception;

  @Override
  public void open() throws Exception {
    super.open();
    emittedWatermark = Long.MIN_VALUE;
    flushLater();
  }

  /** How far event time is for those who receive the parts. Timers run before it moves on. */
  protected final long emittedWatermark() {
    return emittedWatermark;
  }

  @Override
  public final void processElement(StreamRecord<I> element) throws Exception {
    process(element.getValue());
  }

  /** As in the superclass, but what timers fold still leaves before the watermark. */
  @Override
  public final void processWatermark(Watermark mark) throws Exception {
    if (getTimeServiceManager().isPresent()) {
      getTimeServiceManager().get().advanceWatermark(mark);
    }
    if (mustFlushBefore(mark.getTimestamp())) {
      flush();
    }
    emittedWatermark = mark.getTimestamp();
    output.emitWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void endInput() {
    flush();
  }

  @SuppressWarnings(
      "FutureReturnValueIgnored") // The mailbox runs it, and fails the task if it fails.
  private void flushLater() {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    getProcessingTimeService()
        .registerTimer(
            now + flushEvery.toMillis(),
            time -> {
              flush();
              flushLater();
            });
  }
}
