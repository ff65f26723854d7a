/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Down while Elasticsearch does not answer. Anybody may ask for health without a token:
 * Elasticsearch is asked once a second at most, by one request, while the others get the last
 * answer.
 */
@Component("elasticsearch")
class ElasticsearchHealth extends AbstractHealthIndicator {

  private static final Duration REMEMBERED = Duration.ofSeconds(1);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

  private final UsageStore store;
  private final Lock asking = new ReentrantLock();
  private volatile Known known;

  /** An answer, or its absence, and when it came. */
  private record Known(Status status, String name, String detail, long nanos) {

    private boolean isOld() {
      return System.nanoTime() - nanos > REMEMBERED.toNanos();
    }
  }

  ElasticsearchHealth(UsageStore store) {
    this.store = store;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    Known last = current();
    builder.status(last.status()).withDetail(last.name(), last.detail());
  }

  private Known current() {
    Known last = known;
    if (last != null && !last.isOld()) {
      return last;
    }
    if (last == null) {
      asking.lock();
    } else if (!asking.tryLock()) {
      return last;
    }
    try {
      if (known == null || known.isOld()) {
        known = ask();
      }
      return known;
    } finally {
      asking.unlock();
    }
  }

  private Known ask() {
    try {
      String version = store.clusterWithin(ANSWER_LIMIT).path("version").path("number").asString();
      return new Known(Status.UP, "version", version, System.nanoTime());
    } catch (ProblemException e) {
      return new Known(Status.DOWN, "reason", e.getMessage(), System.nanoTime());
    }
  }
}
