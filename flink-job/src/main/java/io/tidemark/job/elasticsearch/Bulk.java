/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.elasticsearch.BulkResponse.ErrorText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bulk on its way, until each of its documents is in Elasticsearch or in the dead letters. At
 * most one request of it is under way at any time, so nothing here needs a lock; what one thread
 * leaves, the HTTP client or the scheduler hands to the next.
 *
 * <p>An answer is matched by position with the very request that it answers. Documents that may
 * pass later stay, in their order; a refused one gives its place to its dead letter.
 */
final class Bulk implements BulkEndpoint.Receiver {

  private static final Logger LOG = LoggerFactory.getLogger(Bulk.class);

  private final int documents;
  private final BulkSender sender;
  private final ElasticsearchSinkMetrics metrics;
  private final BackOff backOff;

  /** The unsent parts: one, unless the bulk had to be divided. */
  private final Deque<List<Pending>> parts = new ArrayDeque<>();

  private final List<RejectedDocument> refused = new ArrayList<>();
  private long lastProgress = System.nanoTime();
  private long sentAt;
  private int attempts;

  /** A document to be sent; a dead letter remembers what it stands for. */
  private record Pending(DocumentWrite document, RejectedDocument standsFor) {}

  Bulk(List<DocumentWrite> documents, BulkSender sender, ElasticsearchSinkMetrics metrics) {
    this.documents = documents.size();
    this.sender = sender;
    this.metrics = metrics;
    this.backOff = new BackOff(sender.retries(), RandomGenerator.getDefault());
    parts.add(documents.stream().map(document -> new Pending(document, null)).toList());
  }

  /** How many documents came from the sink writer, which counts them. */
  int documents() {
    return documents;
  }

  /** Sends what comes next, or ends the bulk. */
  void proceed() {
    if (parts.isEmpty()) {
      sender.keepRefused(this, List.copyOf(refused));
      return;
    }
    List<DocumentWrite> documents = parts.element().stream().map(Pending::document).toList();
    attempts++;
    sentAt = System.nanoTime();
    sender.endpoint().send(BulkBody.of(documents), documents.size(), this);
  }

  @Override
  public void answered(BulkResponse answer) {
    sender.guarded(() -> settle(answer.items()));
  }

  @Override
  public void failed(BulkItemOutcome outcome, int status, ErrorText error) {
    sender.guarded(() -> settle(outcome, status, error));
  }

  @Override
  public void broken(Throwable failure) {
    sender.guarded(
        () -> {
          throw new IllegalStateException(
              "The HTTP client to Elasticsearch cannot continue: " + failure, failure);
        });
  }

  private void settle(List<BulkResponse.Item> items) {
    metrics.answered(millisSince(sentAt));
    List<Pending> sent = parts.remove();
    List<Pending> left = new ArrayList<>();
    BulkItemOutcome cause = null;
    ErrorText error = null;
    int retried = 0;
    for (int i = 0; i < sent.size(); i++) {
      BulkResponse.Item item = items.get(i);
      BulkItemOutcome outcome = BulkItemOutcome.ofItem(item.status(), item.error().type());
      switch (outcome) {
        case WRITTEN -> metrics.written();
        case ALREADY_THERE -> metrics.alreadyThere();
        case REFUSED -> refuse(sent.get(i), item.status(), item.error(), left);
        default -> {
          left.add(sent.get(i));
          metrics.retried(outcome, 1);
          cause = outcome;
          error = item.error();
          retried++;
        }
      }
    }
    if (!left.isEmpty()) {
      parts.addFirst(left);
    }
    if (retried < sent.size()) {
      progress();
    }
    if (cause == null) {
      proceed();
    } else {
      pause(cause, retried, error);
    }
  }

  private void settle(BulkItemOutcome outcome, int status, ErrorText error) {
    metrics.answered(millisSince(sentAt));
    int documents = parts.element().size();
    if (outcome == BulkItemOutcome.DIVIDE) {
      divide(status, error);
      progress();
      proceed();
      return;
    }
    metrics.retried(outcome, documents);
    ErrorText known =
        status == 0 ? error : new ErrorText(status + " " + error.type(), error.reason());
    pause(outcome, documents, known);
  }

  /** Halves the current part; a single document that spoils its request is rejected. */
  private void divide(int status, ErrorText error) {
    List<Pending> part = parts.remove();
    if (part.size() > 1) {
      metrics.divided();
      LOG.warn(
          "A request of {} documents was answered {} {} and is halved: {}",
          part.size(),
          status,
          error.type(),
          error.reason());
      parts.addFirst(part.subList(part.size() / 2, part.size()));
      parts.addFirst(part.subList(0, part.size() / 2));
      return;
    }
    List<Pending> left = new ArrayList<>();
    refuse(part.get(0), status, error, left);
    if (!left.isEmpty()) {
      parts.addFirst(left);
    }
  }

  private void refuse(Pending pending, int status, ErrorText error, List<Pending> left) {
    RejectedDocument refusal =
        new RejectedDocument(pending.document(), status, error.type(), error.reason());
    if (pending.standsFor() != null) {
      metrics.deadLetterLost();
      LOG.error(
          "The dead letter was refused as well, and nothing else keeps it in Elasticsearch. {}."
              + " Check the template of {}. {}",
          pending.standsFor().message(),
          pending.document().index,
          refusal.message());
      return;
    }
    metrics.refused();
    LOG.warn("To the dead letters: {}", refusal.message());
    refused.add(refusal);
    left.add(new Pending(refusal.deadLetter(System.currentTimeMillis()), refusal));
  }

  private void progress() {
    lastProgress = System.nanoTime();
    backOff.reset();
  }

  private void pause(BulkItemOutcome cause, int documents, ErrorText error) {
    long stuckMillis = millisSince(lastProgress);
    Duration limit = sender.retries().limit();
    if (stuckMillis > limit.toMillis()) {
      throw new ElasticsearchUnavailableException(cause, documents, attempts, limit, error);
    }
    long delay = backOff.next();
    sender.reportRetry(cause, documents, stuckMillis, error);
    sender.later(delay, this::proceed);
  }

  private static long millisSince(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis();
  }
}
