/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.measuring.RunProgress;
import io.tidemark.job.documents.DocumentWrite;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts what another sink has been handed once it has flushed: then all of it is stored. */
final class AcknowledgedSink implements Sink<DocumentWrite> {

  private final Sink<DocumentWrite> sink;

  AcknowledgedSink(Sink<DocumentWrite> sink) {
    this.sink = sink;
  }

  @Override
  @SuppressWarnings("deprecation") // Abstract until Flink 2; Flink calls the other one.
  public SinkWriter<DocumentWrite> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Needs Flink 1.19 or later");
  }

  @Override
  public SinkWriter<DocumentWrite> createWriter(WriterInitContext context) throws IOException {
    SinkWriter<DocumentWrite> writer = sink.createWriter(context);
    AtomicLong acknowledged = RunProgress.counter();
    return new SinkWriter<>() {
      private long written;

      @Override
      public void write(DocumentWrite document, Context writing)
          throws IOException, InterruptedException {
        writer.write(document, writing);
        written++;
      }

      @Override
      public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writer.flush(endOfInput);
        acknowledged.set(written);
      }

      @Override
      public void close() throws Exception {
        writer.close();
      }
    };
  }
}
