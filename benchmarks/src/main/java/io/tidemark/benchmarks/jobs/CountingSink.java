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

/** Counts the calls in final hourly documents, and keeps these as answers. */
final class CountingSink implements Sink<DocumentWrite> {

  private static final String HOURLY =
      IndexFamily.PREFIX + IndexFamily.MODEL_CALLS_HOURLY.id() + "-";

  @Override
  @SuppressWarnings("deprecation") // Abstract until Flink 2; Flink calls the other one.
  public SinkWriter<DocumentWrite> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Needs Flink 1.19 or later");
  }

  @Override
  public SinkWriter<DocumentWrite> createWriter(WriterInitContext context) {
    return new Writer();
  }

  private static final class Writer implements SinkWriter<DocumentWrite> {

    private final AtomicLong calls = RunProgress.counter();

    @Override
    public void write(DocumentWrite document, Context context) {
      // An odd version is that of a final document, and half of it the number of its calls.
      boolean isFinal = (document.version & 1) == 1;
      if (isFinal && document.index.startsWith(HOURLY)) {
        RunProgress.answer(new String(document.source, UTF_8));
        calls.addAndGet(document.version >>> 1);
      }
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
