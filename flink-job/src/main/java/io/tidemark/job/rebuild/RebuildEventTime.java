/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.rebuild;

import io.tidemark.job.admission.SourceEvent;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Moves event time to that of the running job when all input is read. The watermark of the end of
 * input is after all times: with it, runs that continue would count as given up, and their levels
 * would end with the last event.
 *
 * @param <E> the event
 */
public final class RebuildEventTime<E> extends AbstractStreamOperator<SourceEvent<E>>
    implements OneInputStreamOperator<SourceEvent<E>, SourceEvent<E>> {

  private final long last;

  public RebuildEventTime(RebuildRange range) {
    last = range.asOf();
    // The source reuses its output, which must not cross a network.
    chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void processElement(StreamRecord<SourceEvent<E>> element) {
    output.collect(element);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    super.processWatermark(mark.equals(Watermark.MAX_WATERMARK) ? new Watermark(last) : mark);
  }
}
