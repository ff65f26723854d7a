/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.elasticsearch.BulkResponse.ErrorText;
import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Retries;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bulks in flight of one sink writer. Tells the writer of each bulk once, when all its
 * documents are safe, or when the job must fail; so a checkpoint completes only after every
 * document before it is in Elasticsearch or in the dead letters.
 *
 * <p>Bulks overtake each other. That is safe because a document's version decides what stays, not
 * the order of arrival.
 */
final class BulkSender implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BulkSender.class);

  /** One line about retries in this time, however many bulks wait. */
  private static final long REPORT_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** Called once for each bulk, on any thread. */
  interface BulkListener {

    /** As many documents are in Elasticsearch or in the dead letters. */
    void settled(int documents);

    /** The job must fail: nothing is known of the documents of a bulk. */
    void failed(Throwable cause);
  }

  private final BulkEndpoint endpoint;
  private final BulkListener listener;
  private final Retries retries;
  private final RejectedDocumentHandler handler;
  private final ElasticsearchSinkMetrics metrics;
  private final Semaphore places;
  private final ScheduledThreadPoolExecutor scheduler;
  private final AtomicLong nextReport = new AtomicLong(System.nanoTime());
  private volatile Throwable failure;
  private volatile boolean closed;

  BulkSender(
      BulkEndpoint endpoint,
      BulkListener listener,
      ElasticsearchSinkOptions options,
      RejectedDocumentHandler handler,
      ElasticsearchSinkMetrics metrics) {
    this.endpoint = endpoint;
    this.listener = listener;
    this.retries = options.retries();
    this.handler = handler;
    this.metrics = metrics;
    this.places = new Semaphore(options.bulks().inFlight());
    this.scheduler =
        new ScheduledThreadPoolExecutor(1, new ExecutorThreadFactory("elasticsearch-sink"));
    scheduler.setRemoveOnCancelPolicy(true);
  }

  /**
   * Begins to send a bulk; waits while as many as allowed are in flight. Called by the task's
   * thread, which a cancelled job interrupts.
   *
   * @throws InterruptedException while it waits: the bulk is not sent
   * @throws CancellationException when closed: the bulk is not sent
   */
  void take(List<DocumentWrite> documents) throws InterruptedException {
    if (closed) {
      throw new CancellationException("The sink is closed");
    }
    if (failure != null) {
      throw new IllegalStateException("An earlier bulk has failed", failure);
    }
    places.acquire();
    metrics.bulkTaken();
    Bulk bulk = new Bulk(documents, this, metrics);
    guarded(bulk::proceed);
  }

  BulkEndpoint endpoint() {
    return endpoint;
  }

  Retries retries() {
    return retries;
  }

  /** Runs a step of a bulk. No exception may leave it: the HTTP client would stop permanently. */
  void guarded(Runnable step) {
    if (closed) {
      return;
    }
    try {
      step.run();
    } catch (Throwable e) {
      fail(e);
    }
  }

  void later(long delayMillis, Runnable step) {
    // Guarded steps report their failures themselves.
    var unused = scheduler.schedule(() -> guarded(step), delayMillis, TimeUnit.MILLISECONDS);
  }

  /**
   * The last step of a bulk: everything is in Elasticsearch, and the handler receives the rejected
   * documents.
   */
  void keepRefused(Bulk bulk, List<RejectedDocument> refused) {
    if (refused.isEmpty()) {
      complete(bulk);
      return;
    }
    BackOff backOff = new BackOff(retries, RandomGenerator.getDefault());
    long deadline = System.nanoTime() + retries.limit().toNanos();
    later(0, () -> handle(bulk, refused, backOff, deadline));
  }

  void reportRetry(BulkItemOutcome cause, int documents, long stuckMillis, ErrorText error) {
    long now = System.nanoTime();
    long due = nextReport.get();
    if (now - due < 0 || !nextReport.compareAndSet(due, now + REPORT_EVERY_NANOS)) {
      return;
    }
    String message =
        "Elasticsearch did not take {} documents ({}: {}: {}). They are sent again; the first of them"
            + " waits since {} s. Check {}.";
    Object[] details = {
      documents, cause.label(), error.type(), error.reason(), stuckMillis / 1_000, cause.advice()
    };
    if (cause == BulkItemOutcome.DENIED || cause == BulkItemOutcome.UNEXPECTED) {
      LOG.error(message, details);
    } else {
      LOG.warn(message, details);
    }
  }

  /** Ends all attempts at once; unsettled bulks are reported to no handler. */
  @Override
  public void close() {
    closed = true;
    scheduler.shutdownNow();
    boolean ended = false;
    try {
      ended = scheduler.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      LOG.warn("The thread {} still runs after the sink was closed.", "elasticsearch-sink");
    }
    handler.close();
  }

  private void handle(Bulk bulk, List<RejectedDocument> refused, BackOff backOff, long deadline) {
    CompletionStage<Void> kept;
    try {
      kept = handler.handle(refused);
    } catch (RuntimeException e) {
      handleAgain(bulk, refused, backOff, deadline, e);
      return;
    }
    kept.whenComplete(
        (nothing, e) -> {
          if (e == null) {
            guarded(() -> complete(bulk));
          } else {
            guarded(() -> handleAgain(bulk, refused, backOff, deadline, e));
          }
        });
  }

  private void handleAgain(
      Bulk bulk, List<RejectedDocument> refused, BackOff backOff, long deadline, Throwable cause) {
    if (System.nanoTime() - deadline > 0) {
      throw new IllegalStateException(
          refused.size() + " refused documents could not be handed on as dead letters", cause);
    }
    LOG.warn("{} refused documents could not be handed on. Trying again.", refused.size(), cause);
    later(backOff.next(), () -> handle(bulk, refused, backOff, deadline));
  }

  private void complete(Bulk bulk) {
    metrics.bulkSettled();
    listener.settled(bulk.documents());
    places.release();
  }

  private void fail(Throwable cause) {
    if (closed) {
      return;
    }
    failure = cause;
    metrics.bulkSettled();
    listener.failed(cause);
    places.release();
  }
}
