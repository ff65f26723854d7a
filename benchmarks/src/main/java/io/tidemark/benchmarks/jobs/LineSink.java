/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.measuring.RunProgress;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.java.tuple.Tuple2;

/** Keeps lines as answers, and counts the calls in them. */
final class LineSink implements Sink<Tuple2<String, Long>> {

  @Override
  @SuppressWarnings("deprecation") // Abstract until Flink 2; Flink calls the other one.
  public SinkWriter<Tuple2<String, Long>> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Needs Flink 1.19 or later");
  }

  @Override
  public SinkWriter<Tuple2<String, Long>> createWriter(WriterInitContext context) {
    AtomicLong calls = RunProgress.counter();
    return new SinkWriter<>() {
      @Override
      public void write(Tuple2<String, Long> line, Context writing) {
        RunProgress.answer(line.f0);
        calls.addAndGet(line.f1);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
