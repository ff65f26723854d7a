/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.measuring.RunProgress;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.types.Row;

/** Keeps each row as an answer, and counts the events in it. */
final class AnswerSink implements Sink<Row> {

  private final Lines lines;
  private final Counts counts;

  AnswerSink(Lines lines, Counts counts) {
    this.lines = lines;
    this.counts = counts;
  }

  /** Writes a row as a line. */
  @FunctionalInterface
  interface Lines extends Serializable {
    String writeLine(Row row);
  }

  /** Says how many events a row counts. */
  @FunctionalInterface
  interface Counts extends Serializable {
    long countEvents(Row row);
  }

  @Override
  @SuppressWarnings("deprecation") // Abstract until Flink 2; Flink calls the other one.
  public SinkWriter<Row> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Needs Flink 1.19 or later");
  }

  @Override
  public SinkWriter<Row> createWriter(WriterInitContext context) {
    AtomicLong counted = RunProgress.counter();
    return new SinkWriter<>() {
      @Override
      public void write(Row row, Context writing) {
        RunProgress.answer(lines.writeLine(row));
        counted.addAndGet(counts.countEvents(row));
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
