/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.benchmarks.measuring.RunProgress;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.index.IndexFamily;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Counts what is in final hourly documents of one family, and keeps these as answers where they are
 * wanted.
 */
final class CountingSink implements Sink<DocumentWrite> {

  /** How the sink treats documents. */
  enum Keeping {
    ALL,
    /** Counted only, for runs with more documents than the heap is for. */
    NONE,
    /** The last of each id, for runs that correct documents. */
    LATEST
  }

  private final String indices;
  private final boolean countsEvents;
  private final Keeping keeping;

  private CountingSink(IndexFamily family, boolean countsEvents, Keeping keeping) {
    indices = IndexFamily.PREFIX + family.id() + "-";
    this.countsEvents = countsEvents;
    this.keeping = keeping;
  }

  /** Counts the events in the documents. */
  static CountingSink ofEvents(IndexFamily family, Keeping keeping) {
    return new CountingSink(family, true, keeping);
  }

  /** Counts the documents. */
  static CountingSink ofDocuments(IndexFamily family) {
    return new CountingSink(family, false, Keeping.ALL);
  }

  @Override
  @SuppressWarnings("deprecation") // Abstract until Flink 2; Flink calls the other one.
  public SinkWriter<DocumentWrite> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Needs Flink 1.19 or later");
  }

  @Override
  public SinkWriter<DocumentWrite> createWriter(WriterInitContext context) {
    return new Writer(indices, countsEvents, keeping);
  }

  private static final class Writer implements SinkWriter<DocumentWrite> {

    private final String indices;
    private final boolean countsEvents;
    private final Keeping keeping;
    private final AtomicLong counted = RunProgress.counter();
    private final AtomicLong documents = RunProgress.documentCounter();
    private final Map<String, Long> countedOf = new HashMap<>();

    Writer(String indices, boolean countsEvents, Keeping keeping) {
      this.indices = indices;
      this.countsEvents = countsEvents;
      this.keeping = keeping;
    }

    @Override
    public void write(DocumentWrite document, Context context) {
      // An odd version is that of a final document, and half of it the number of its events.
      boolean isFinal = (document.version & 1) == 1;
      if (!isFinal || !document.index.startsWith(indices)) {
        return;
      }
      long more = countsEvents ? document.version >>> 1 : 1;
      if (keeping == Keeping.LATEST) {
        Long before = countedOf.put(document.id, more);
        more -= before == null ? 0 : before;
        RunProgress.answer(document.id, new String(document.source, UTF_8));
      } else if (keeping == Keeping.ALL) {
        RunProgress.answer(new String(document.source, UTF_8));
      }
      documents.lazySet(documents.get() + 1);
      counted.addAndGet(more);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
