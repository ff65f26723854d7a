/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.janitor;

import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.Retention;
import io.tidemark.api.search.UsageStore;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Deletes days that are no longer kept, on clusters that do not do so themselves. Several instances
 * may do it at once: a day that is gone already is gone.
 */
@Component
@ConditionalOnProperty(name = "tidemark.janitor.enabled", matchIfMissing = true)
class Janitor implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMinutes(30);

  private final UsageStore store;
  private final Clock clock;
  private volatile Thread worker;

  Janitor(UsageStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Deletes what has expired; says which indices. */
  List<String> sweep() {
    if (store.hasLifecycle()) {
      return List.of();
    }
    LocalDate firstDay = Retention.firstDay(clock);
    List<String> expired = ExpiredIndices.among(store.indices(), firstDay);
    expired.forEach(store::deleteIndex);
    return expired;
  }

  @Override
  public void start() {
    worker = new Thread(this::sweepUntilStopped, "janitor");
    worker.setDaemon(true);
    worker.start();
  }

  private void sweepUntilStopped() {
    Duration pause = FIRST;
    while (isRunning()) {
      try {
        Thread.sleep(pause.toMillis());
        pause = PAUSE;
        List<String> deleted = sweep();
        if (!deleted.isEmpty()) {
          LOG.info("Deleted expired indices: {}", deleted);
        }
      } catch (InterruptedException stopped) {
        return;
      } catch (ProblemException | IllegalStateException e) {
        LOG.warn("Expired indices are not deleted this time: {}", e.getMessage());
      }
    }
  }

  @Override
  public void stop() {
    Thread stopped = worker;
    worker = null;
    if (stopped != null) {
      stopped.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }
}
