/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.eventtime;

import io.tidemark.job.admission.SourceEvent;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks by partition: from events and heartbeats, never from refusals. Nothing is ever called
 * idle here: a silent partition is moved by its source's heartbeats, which are given on proof that
 * no record waits.
 *
 * @param <E> the event
 */
public final class SourceEventWatermarks<E> implements WatermarkStrategy<SourceEvent<E>> {

  private final long outOfOrderness;
  private final Clock clock;

  /**
   * @param clock is serialized with the job
   */
  public SourceEventWatermarks(Duration outOfOrderness, Clock clock) {
    this.outOfOrderness = outOfOrderness.toMillis();
    this.clock = clock;
  }

  @Override
  public TimestampAssigner<SourceEvent<E>> createTimestampAssigner(
      TimestampAssignerSupplier.Context context) {
    return (incoming, ignored) ->
        incoming.kind() == SourceEvent.Kind.REJECTED
            ? TimestampAssigner.NO_TIMESTAMP
            : incoming.eventTime();
  }

  @Override
  public WatermarkGenerator<SourceEvent<E>> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return new Generator<>(new DisorderBound(outOfOrderness, clock));
  }

  private record Generator<E>(DisorderBound bound) implements WatermarkGenerator<SourceEvent<E>> {

    @Override
    public void onEvent(SourceEvent<E> incoming, long timestamp, WatermarkOutput output) {
      if (incoming.kind() != SourceEvent.Kind.REJECTED) {
        bound.see(timestamp);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      bound.forgetClock();
      if (bound.isKnown()) {
        output.emitWatermark(new Watermark(bound.watermark()));
      }
    }
  }
}
