/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import io.tidemark.api.web.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Looks for messages that are due, on every instance. */
@Component
@ConditionalOnProperty(name = "tidemark.outbox.enabled", matchIfMissing = true)
class OutboxSender extends BackgroundWork {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int BATCH = 100;

  /** A receiver that hangs keeps one thread, not all messages. */
  private static final int THREADS = 4;

  private final MessageRepository repository;
  private final OutboxDispatch dispatch;
  private final Clock clock;

  OutboxSender(MessageRepository repository, MessageSender sender, Clock clock) {
    super("outbox");
    this.repository = repository;
    this.clock = clock;
    this.dispatch = new OutboxDispatch(repository, sender, clock, RandomGenerator.getDefault());
  }

  @Override
  protected void work() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    boolean failing = false;
    try {
      while (isRunning()) {
        try {
          sendDue(threads);
          failing = false;
        } catch (RuntimeException e) {
          if (!failing) {
            LOG.warn("Messages wait: {}", e.getMessage());
          }
          failing = true;
        }
        Thread.sleep(PAUSE.toMillis());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void sendDue(ExecutorService threads) throws InterruptedException {
    List<Runnable> work = dispatch.planWork(repository.listDue(clock.instant(), BATCH));
    threads.invokeAll(work.stream().map(Executors::callable).toList());
  }
}
