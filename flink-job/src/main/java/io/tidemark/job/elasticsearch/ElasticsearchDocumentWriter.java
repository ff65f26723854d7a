/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Bulks;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Gathers documents into bulks on the task's thread and counts those that are not settled. A bulk
 * is sent when it is full, when the flush interval has passed, and before a checkpoint.
 */
final class ElasticsearchDocumentWriter
    implements SinkWriter<DocumentWrite>, BulkSender.BulkListener {

  private final Bulks bulks;
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService timers;
  private final ElasticsearchSinkMetrics metrics;
  private final BulkSender sender;
  private final Closeable client;

  private List<DocumentWrite> gathered = new ArrayList<>();
  private long gatheredBytes;
  private long unsettled;

  /**
   * Begins to write; the flush interval runs from here.
   *
   * @param senders creates the sender that reports to this writer
   * @param client closed with the writer
   */
  ElasticsearchDocumentWriter(
      Bulks bulks,
      MailboxExecutor mailbox,
      ProcessingTimeService timers,
      ElasticsearchSinkMetrics metrics,
      SenderSource senders,
      Closeable client) {
    this.bulks = bulks;
    this.mailbox = mailbox;
    this.timers = timers;
    this.metrics = metrics;
    this.sender = senders.create(this);
    this.client = client;
    awaitFlushInterval();
  }

  /** Creates the sender of one writer. */
  @FunctionalInterface
  interface SenderSource {
    BulkSender create(BulkSender.BulkListener listener);
  }

  @Override
  public void write(DocumentWrite document, Context context) throws InterruptedException {
    gathered.add(document);
    gatheredBytes += BulkBody.estimatedBytes(document);
    unsettled++;
    if (gathered.size() >= bulks.maxActions() || gatheredBytes >= bulks.maxBytes()) {
      sendGathered();
    }
  }

  /** Waits until every document written before is safe; the task's mailbox continues meanwhile. */
  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    sendGathered();
    while (unsettled > 0) {
      mailbox.yield();
    }
  }

  /** Attempts end before the client does: they would take its end for a fault of the cluster. */
  @Override
  public void close() throws IOException {
    try {
      sender.close();
    } finally {
      client.close();
    }
  }

  @Override
  public void settled(int documents) {
    enqueue(() -> unsettled -= documents, "documents settled");
  }

  @Override
  public void failed(Throwable cause) {
    enqueue(
        () -> {
          throw new FlinkRuntimeException("A bulk could not be written to Elasticsearch", cause);
        },
        "bulk failed");
  }

  private void awaitFlushInterval() {
    long due = timers.getCurrentProcessingTime() + bulks.flushInterval().toMillis();
    // A timer that fails ends the task by itself.
    var unused =
        timers.registerTimer(
            due,
            timestamp -> {
              sendGathered();
              awaitFlushInterval();
            });
  }

  private void sendGathered() throws InterruptedException {
    if (gathered.isEmpty()) {
      return;
    }
    List<DocumentWrite> bulk = gathered;
    metrics.handedOver(bulk.size(), gatheredBytes);
    gathered = new ArrayList<>(bulk.size());
    gatheredBytes = 0;
    sender.take(bulk);
  }

  private void enqueue(ThrowingRunnable<? extends Exception> step, String description) {
    try {
      mailbox.execute(step, description);
    } catch (RejectedExecutionException expected) {
      // The task has ended: its last checkpoint decides what is read again.
    }
  }
}
