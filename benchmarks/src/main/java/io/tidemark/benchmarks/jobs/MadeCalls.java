/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.input.InputSize;
import io.tidemark.benchmarks.measuring.RunProgress;
import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.admission.SourceEventTypeInfo;
import io.tidemark.job.eventtime.SourceEventWatermarks;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.formats.NativeModelCallFormat;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * Calls that are made in the process, to fill the state with ids: spread over the fifteen hours
 * that end an hour before those of the topics. The source never ends, for at an end all ids would
 * be forgotten.
 */
final class MadeCalls {

  private static final long FROM = InputSize.START - Duration.ofHours(16).toMillis();
  private static final long SPAN = Duration.ofHours(15).toMillis();
  private static final int GROUPS = 100;

  private MadeCalls() {}

  static DataStream<SourceEvent<ModelCall>> define(
      StreamExecutionEnvironment environment, long calls) {
    return environment
        .fromSource(
            new NumberSequenceSource(0, Long.MAX_VALUE - 1),
            WatermarkStrategy.noWatermarks(),
            "count")
        .uid("made-numbers")
        .flatMap(new Maker(calls))
        .returns(new SourceEventTypeInfo<>())
        .uid("made-calls")
        .assignTimestampsAndWatermarks(
            new SourceEventWatermarks<ModelCall>(Duration.ofMinutes(5), Clock.systemUTC()))
        .uid("made-watermarks");
  }

  private static final class Maker extends RichFlatMapFunction<Long, SourceEvent<ModelCall>> {

    private final long all;
    private transient SourceEvent<ModelCall> incoming;
    private transient ModelCall call;
    private transient long made;

    Maker(long all) {
      this.all = all;
    }

    @Override
    public void flatMap(Long ignored, Collector<SourceEvent<ModelCall>> out) {
      if (incoming == null) {
        RunProgress.begins();
        incoming = new SourceEvent<>();
        call = new ModelCall();
        incoming.from("made", 0, 0, 0, ByteBuffer.allocate(0), new NativeModelCallFormat());
      }
      int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
      long number = made * subtasks + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
      if (number < all) {
        made++;
        fill(number);
        out.collect(incoming.event(call, call.eventTime()));
      } else {
        // Closes the hours, and keeps event time where the topics continue.
        out.collect(incoming.heartbeat(InputSize.START - Duration.ofMinutes(30).toMillis()));
        LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      }
    }

    private void fill(long number) {
      call.clear();
      call.text(CallText.TENANT_ID, "tenant-00");
      call.text(CallText.USER_TYPE, "user");
      call.text(CallText.MODEL_SOURCE, "preset");
      call.text(CallText.MODEL, "model-" + number % GROUPS);
      call.text(CallText.REQUEST_ID, "made-" + number);
      call.eventTime(FROM + (long) ((double) number / all * SPAN));
      call.statusCode(200);
    }
  }
}
