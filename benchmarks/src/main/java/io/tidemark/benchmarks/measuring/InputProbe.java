/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Chained behind a source, to see how an hour is closed: when the watermark passes its end, and how
 * long the source then stands still at the most.
 *
 * @param <E> what passes through
 */
public final class InputProbe<E> extends AbstractStreamOperator<E>
    implements OneInputStreamOperator<E, E> {

  private static final AtomicLong CLOSED_AT = new AtomicLong();
  private static final AtomicLong DONE_AT = new AtomicLong();
  private static final AtomicLong LONGEST_GAP = new AtomicLong();
  private static long callsOfHour = Long.MAX_VALUE;

  private final long hourEnd;
  private transient long last;
  private transient boolean closed;

  /**
   * @param hourEnd milliseconds since 1970
   * @param calls the hour is done with when that many are in final documents
   */
  public InputProbe(long hourEnd, long calls) {
    this.hourEnd = hourEnd;
    // Sources reuse their output, which must not cross a network.
    chainingStrategy = ChainingStrategy.ALWAYS;
    reset(calls);
  }

  private static void reset(long calls) {
    callsOfHour = calls;
    CLOSED_AT.set(0);
    DONE_AT.set(0);
    LONGEST_GAP.set(0);
  }

  @Override
  public void processElement(StreamRecord<E> element) {
    if (closed && DONE_AT.get() == 0) {
      long now = System.nanoTime();
      LONGEST_GAP.accumulateAndGet(now - last, Math::max);
      last = now;
    }
    output.collect(element);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!closed && mark.getTimestamp() >= hourEnd - 1) {
      closed = true;
      last = System.nanoTime();
      // The last of the subtasks closes the hour.
      CLOSED_AT.accumulateAndGet(last, Math::max);
    }
    super.processWatermark(mark);
  }

  static void look(long calls) {
    if (calls >= callsOfHour && DONE_AT.get() == 0) {
      DONE_AT.set(System.nanoTime());
    }
  }

  static void write(Properties figures) {
    if (callsOfHour != Long.MAX_VALUE) {
      look(RunProgress.calls());
      long closing = DONE_AT.get() - CLOSED_AT.get();
      figures.setProperty("closing-nanos", Long.toString(closing));
      figures.setProperty("longest-gap-nanos", Long.toString(LONGEST_GAP.get()));
    }
  }
}
