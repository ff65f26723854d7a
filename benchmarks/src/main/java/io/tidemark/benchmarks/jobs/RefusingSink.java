/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Fails the job at the first record: the input has nothing in it that could be refused. */
final class RefusingSink<T> implements Sink<T> {

  @Override
  @SuppressWarnings("deprecation") // Abstract until Flink 2; Flink calls the other one.
  public SinkWriter<T> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Needs Flink 1.19 or later");
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context writing) {
        throw new IllegalStateException("Refused: " + element);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {}
    };
  }
}
