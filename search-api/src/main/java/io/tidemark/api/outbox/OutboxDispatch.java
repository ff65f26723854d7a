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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

  /** More messages that wait for one channel become one. */
  private static final int MOST_SINGLE = 5;

  /** So that all of them are claimed and sent within the time of a claim. */
  private static final int MOST_COMBINED = 50;

  private static final int LONGEST_ERROR = 500;

  private final MessageRepository repository;
  private final MessageSender sender;
  private final Clock clock;
  private final RandomGenerator random;
  private final Consumer<State> onEnd;

  OutboxDispatch(
      MessageRepository repository, MessageSender sender, Clock clock, RandomGenerator random) {
    this(repository, sender, clock, random, state -> {});
  }

  /** {@code onEnd}: gets the state of each message that this instance brings to its end. */
  OutboxDispatch(
      MessageRepository repository,
      MessageSender sender,
      Clock clock,
      RandomGenerator random,
      Consumer<State> onEnd) {
    this.onEnd = onEnd;
    this.repository = repository;
    this.sender = sender;
    this.clock = clock;
    this.random = random;
  }

  /**
   * The work for messages that are due, by channel: a step for each message, and one for all that
   * wait for a channel where they are many. The channel whose message waits longest is first.
   */
  List<ChannelWork> planWork(List<Stored> due) {
    Map<ChannelKey, List<Stored>> byChannel = new LinkedHashMap<>();
    for (Stored one : due) {
      ChannelKey channel = ChannelKey.of(one.queued().message());
      byChannel.computeIfAbsent(channel, key -> new ArrayList<>()).add(one);
    }
    List<ChannelWork> work = new ArrayList<>();
    byChannel.forEach(
        (channel, waiting) -> work.add(new ChannelWork(channel, planSteps(channel, waiting))));
    return work;
  }

  private List<Runnable> planSteps(ChannelKey channel, List<Stored> waiting) {
    if (waiting.size() > MOST_SINGLE && sender.mayCombine(channel.tenant(), channel.channel())) {
      List<Stored> first = waiting.subList(0, Math.min(waiting.size(), MOST_COMBINED));
      return List.of(() -> dispatchDigest(first));
    }
    return waiting.stream().map(one -> (Runnable) () -> dispatch(one)).toList();
  }

  /** Sends one message, unless another instance has it. */
  void dispatch(Stored due) {
    claim(due).ifPresent(this::sendClaimed);
  }

  private void sendClaimed(QueuedMessage claimed) {
    finish(claimed, attempt(() -> sender.send(claimed.message())));
  }

  /**
   * Sends messages of one channel as one. The instance that claims the first one of them goes on;
   * others leave them all.
   */
  void dispatchDigest(List<Stored> due) {
    List<QueuedMessage> claimed = new ArrayList<>();
    for (Stored one : due) {
      Optional<QueuedMessage> own = claim(one);
      if (own.isEmpty() && claimed.isEmpty()) {
        return;
      }
      own.ifPresent(claimed::add);
    }
    if (claimed.size() == 1) {
      sendClaimed(claimed.get(0));
      return;
    }
    List<Message> messages = claimed.stream().map(QueuedMessage::message).toList();
    Delivery delivery = attempt(() -> sender.sendDigest(messages));
    claimed.forEach(one -> finish(one, delivery));
  }

  private Optional<QueuedMessage> claim(Stored due) {
    QueuedMessage claimed = due.queued().claimed(now().plus(CLAIM));
    return repository.replaceMessage(claimed, due.version())
        ? Optional.of(claimed)
        : Optional.empty();
  }

  private void finish(QueuedMessage claimed, Delivery delivery) {
    Optional<Stored> own =
        repository
            .findMessage(claimed.message().id())
            .filter(stored -> stored.queued().equals(claimed));
    // The claim ended meanwhile, and another instance goes on with the message.
    own.ifPresent(stored -> write(after(claimed, delivery), stored));
  }

  private void write(QueuedMessage next, Stored claimed) {
    if (repository.replaceMessage(next, claimed.version()) && next.state() != State.DUE) {
      onEnd.accept(next.state());
    }
  }

  private Delivery attempt(Supplier<Delivery> attempt) {
    try {
      return attempt.get();
    } catch (RuntimeException e) {
      LOG.warn("A message was not sent", e);
      return Delivery.retry("The attempt failed inside the search API.", Duration.ZERO);
    }
  }

  private QueuedMessage after(QueuedMessage claimed, Delivery delivery) {
    String reason = delivery.reason();
    String error = reason.substring(0, Math.min(reason.length(), LONGEST_ERROR));
    return switch (delivery.outcome()) {
      case DELIVERED -> claimed.ended(State.SENT, "");
      case POSTPONE -> claimed.postponed(now().plus(delivery.pause()));
      case DROP -> claimed.ended(State.DROPPED, error);
      case RETRY ->
          RetrySchedule.nextPause(claimed.attempts(), now(), delivery.pause(), random)
              .map(time -> claimed.retried(time, error))
              .orElseGet(() -> claimed.ended(State.FAILED, error));
    };
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
