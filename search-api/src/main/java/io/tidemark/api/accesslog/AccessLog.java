/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.accesslog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.web.BackgroundWork;
import io.tidemark.model.index.PermanentIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes accesses behind the answers, which wait for nothing. While Elasticsearch takes none, they
 * wait in memory; what no longer fits there is counted as lost.
 */
@Component
public class AccessLog extends BackgroundWork {

  /** How long accesses are kept. */
  static final Duration KEPT = Duration.ofDays(90);

  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final int MOST_WAITING = 10_000;
  private static final int BATCH = 500;
  private static final Duration PURGED_EVERY = Duration.ofHours(1);

  private final BlockingQueue<Map.Entry<String, ObjectNode>> waiting =
      new ArrayBlockingQueue<>(MOST_WAITING);

  /** Taken from the queue, and not yet written. Ids stay, so that a repeated write is one. */
  private final Map<String, ObjectNode> batch = new LinkedHashMap<>();

  private final DocumentStore documents;
  private final Clock clock;
  private final Duration interval;
  private final Counter lost;
  private final Counter failures;
  private volatile Instant failingSince;
  private volatile int inBatch;
  private long purgedAt = System.nanoTime() - PURGED_EVERY.toNanos();

  AccessLog(
      DocumentStore documents,
      Clock clock,
      MeterRegistry meters,
      @Value("${tidemark.access-log.interval:1s}") Duration interval) {
    super("access-log");
    this.documents = documents;
    this.clock = clock;
    this.interval = interval;
    this.lost = meters.counter("tidemark.access.log.lost");
    this.failures = meters.counter("tidemark.access.log.failures");
    meters.gauge("tidemark.access.log.waiting", this, AccessLog::waiting);
  }

  /**
   * How the log is.
   *
   * @param waiting accesses that are not written yet
   * @param lost accesses that did not fit into memory since the start of this instance
   * @param failingSince since when no write succeeds; null while they do
   */
  public record State(int waiting, long lost, Instant failingSince) {}

  /** How the log of this instance is. */
  public State state() {
    return new State(waiting(), (long) lost.count(), failingSince);
  }

  private int waiting() {
    return waiting.size() + inBatch;
  }

  /** Takes an access, without waiting for anything. */
  void addAccess(Access access) {
    if (!waiting.offer(
        Map.entry(UUID.randomUUID().toString(), AccessDocument.writeAccess(access)))) {
      lost.increment();
    }
  }

  /** Writes all that waits. */
  synchronized void flush() {
    while (!waiting.isEmpty() || !batch.isEmpty()) {
      while (batch.size() < BATCH && !waiting.isEmpty()) {
        Map.Entry<String, ObjectNode> next = waiting.remove();
        batch.put(next.getKey(), next.getValue());
      }
      inBatch = batch.size();
      documents.putAll(PermanentIndex.ACCESS, batch, false);
      batch.clear();
      inBatch = 0;
    }
  }

  /** Deletes what is too old. */
  void purge() {
    documents.deleteBefore(PermanentIndex.ACCESS, AccessDocument.AT, clock.instant().minus(KEPT));
  }

  private void writeOnce() {
    try {
      flush();
      if (System.nanoTime() - purgedAt >= PURGED_EVERY.toNanos()) {
        purgedAt = System.nanoTime();
        purge();
      }
      if (failingSince != null) {
        LOG.info("The access log is written again");
        failingSince = null;
      }
    } catch (RuntimeException e) {
      failures.increment();
      if (failingSince == null) {
        failingSince = clock.instant();
        LOG.warn("The access log cannot be written; accesses wait in memory", e);
      }
    }
  }

  @Override
  protected void work() throws InterruptedException {
    while (isRunning()) {
      Thread.sleep(interval.toMillis());
      writeOnce();
    }
  }

  /** Stops after the server: accesses are added until its last request has ended. */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
  }

  @Override
  public void stop() {
    super.stop();
    writeOnce();
  }
}
