/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.api.outbox.MessageRepository.Stored;
import io.tidemark.api.outbox.QueuedMessage.State;
import io.tidemark.api.web.BackgroundWork;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private final MessageRepository repository;
  private final OutboxDispatch dispatch;
  private final AheadMessages ahead;
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
    this.ahead = new AheadMessages(repository, clock);
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
    boolean failing = false;
    try (ChannelThreads threads = new ChannelThreads()) {
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
    }
  }

  private void sendDue(ChannelThreads threads) {
    ahead.releaseMessages();
    if (!threads.isFull()) {
      List<Stored> due = repository.listDue(clock.instant(), BATCH, threads.busyChannels());
      threads.start(dispatch.planWork(due));
    }
  }
}
