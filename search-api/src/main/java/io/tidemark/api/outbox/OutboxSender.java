/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.api.outbox.QueuedMessage.State;
import io.tidemark.api.web.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** Messages that came to their end, by state. */
  private static final String METER = "tidemark.messages";

  private static final int BATCH = 100;

  /** A receiver that hangs keeps one thread, not all messages. */
  private static final int THREADS = 4;

  private final MessageRepository repository;
  private final OutboxDispatch dispatch;
  private final Clock clock;

  OutboxSender(
      MessageRepository repository, MessageSender sender, Clock clock, MeterRegistry meters) {
    super("outbox");
    Map<State, Counter> counters = new EnumMap<>(State.class);
    for (State state : State.values()) {
      counters.put(state, meters.counter(METER, "state", state.name().toLowerCase(Locale.ROOT)));
    }
    this.repository = repository;
    this.clock = clock;
    this.dispatch =
        new OutboxDispatch(
            repository,
            sender,
            clock,
            RandomGenerator.getDefault(),
            state -> counters.get(state).increment());
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
