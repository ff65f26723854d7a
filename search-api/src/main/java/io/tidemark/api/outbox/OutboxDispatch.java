/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import io.tidemark.api.outbox.MessageRepository.Stored;
import io.tidemark.api.outbox.QueuedMessage.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages that are due. Instances claim a message before they send it; a claim ends by
 * itself, so that a message of an instance that stopped is sent by another one. A receiver may
 * therefore get a message twice, with the same id, and never misses one.
 */
final class OutboxDispatch {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatch.class);

  /** Longer than any attempt takes. */
  static final Duration CLAIM = Duration.ofMinutes(1);

  private static final int LONGEST_ERROR = 500;

  private final MessageRepository repository;
  private final MessageSender sender;
  private final Clock clock;
  private final RandomGenerator random;

  OutboxDispatch(
      MessageRepository repository, MessageSender sender, Clock clock, RandomGenerator random) {
    this.repository = repository;
    this.sender = sender;
    this.clock = clock;
    this.random = random;
  }

  /** Sends one message, unless another instance has it. */
  void dispatch(Stored due) {
    Instant now = now();
    QueuedMessage claimed = due.queued().claimed(now.plus(CLAIM));
    if (!repository.replace(claimed, due.version())) {
      return;
    }
    Delivery delivery = attempt(claimed.message());
    Optional<Stored> own =
        repository.find(claimed.message().id()).filter(stored -> stored.queued().equals(claimed));
    // The claim ended meanwhile, and another instance goes on with the message.
    own.ifPresent(stored -> repository.replace(after(claimed, delivery), stored.version()));
  }

  private Delivery attempt(Message message) {
    try {
      return sender.send(message);
    } catch (RuntimeException e) {
      LOG.warn("Message {} was not sent", message.id(), e);
      return Delivery.retry("The attempt failed inside the search API.", Duration.ZERO);
    }
  }

  private QueuedMessage after(QueuedMessage claimed, Delivery delivery) {
    String reason = delivery.reason();
    String error = reason.substring(0, Math.min(reason.length(), LONGEST_ERROR));
    return switch (delivery.outcome()) {
      case DELIVERED -> claimed.ended(State.SENT, "");
      case DROP -> claimed.ended(State.DROPPED, error);
      case RETRY ->
          RetrySchedule.next(claimed.attempts(), now(), delivery.pause(), random)
              .map(time -> claimed.retried(time, error))
              .orElseGet(() -> claimed.ended(State.FAILED, error));
    };
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
