/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.benchmarks.measuring.RunProgress;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.index.IndexFamily;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts what is in final hourly documents of one family, and keeps these as answers. */
final class CountingSink implements Sink<DocumentWrite> {

  private final String indices;
  private final boolean countsEvents;

  private CountingSink(IndexFamily family, boolean countsEvents) {
    indices = IndexFamily.PREFIX + family.id() + "-";
    this.countsEvents = countsEvents;
  }

  /** Counts the events in the documents. */
  static CountingSink ofEvents(IndexFamily family) {
    return new CountingSink(family, true);
  }

  /** Counts the documents. */
  static CountingSink ofDocuments(IndexFamily family) {
    return new CountingSink(family, false);
  }

  @Override
  @SuppressWarnings("deprecation") // Abstract until Flink 2; Flink calls the other one.
  public SinkWriter<DocumentWrite> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Needs Flink 1.19 or later");
  }

  @Override
  public SinkWriter<DocumentWrite> createWriter(WriterInitContext context) {
    return new Writer(indices, countsEvents);
  }

  private static final class Writer implements SinkWriter<DocumentWrite> {

    private final AtomicLong counted = RunProgress.counter();
    private final String indices;
    private final boolean countsEvents;

    Writer(String indices, boolean countsEvents) {
      this.indices = indices;
      this.countsEvents = countsEvents;
    }

    @Override
    public void write(DocumentWrite document, Context context) {
      // An odd version is that of a final document, and half of it the number of its events.
      boolean isFinal = (document.version & 1) == 1;
      if (isFinal && document.index.startsWith(indices)) {
        RunProgress.answer(new String(document.source, UTF_8));
        counted.addAndGet(countsEvents ? document.version >>> 1 : 1);
      }
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
