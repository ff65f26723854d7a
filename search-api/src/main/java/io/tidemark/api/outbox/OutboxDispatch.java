/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import io.tidemark.api.outbox.Delivery.Outcome;
import io.tidemark.api.outbox.MessageRepository.Stored;
import io.tidemark.api.outbox.QueuedMessage.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
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
  private static final int MOST_AT_ONCE = 50;

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
   * The work for messages that are due, by channel: a step for all about one topic, and one for all
   * that wait for a channel where they are many. The channel whose message waits longest is first.
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

  private List<Runnable> planSteps(ChannelKey channel, List<Stored> due) {
    if (due.size() > MOST_SINGLE && mayCombine(channel)) {
      return List.of(() -> dispatchDigest(channel, due));
    }
    Map<Topic, List<Stored>> byTopic = new LinkedHashMap<>();
    for (Stored one : due) {
      Topic topic = Topic.of(one.queued().message());
      byTopic.computeIfAbsent(topic, key -> new ArrayList<>()).add(one);
    }
    List<Runnable> steps = new ArrayList<>();
    byTopic.forEach((topic, ofTopic) -> steps.add(() -> dispatchTopic(topic, ofTopic)));
    return steps;
  }

  /** A channel that cannot be read concerns its own messages alone, whose attempts will say so. */
  private boolean mayCombine(ChannelKey channel) {
    try {
      return sender.mayCombine(channel.tenant(), channel.channel());
    } catch (RuntimeException e) {
      LOG.warn("The channel {} of {} cannot be read", channel.channel(), channel.tenant(), e);
      return false;
    }
  }

  /** Sends one message after all that are about the same and older. */
  void dispatch(Stored due) {
    dispatchTopic(Topic.of(due.queued().message()), List.of(due));
  }

  /**
   * Sends all messages about one topic in their order, also those that are not due yet, until one
   * is not delivered: a newer one before it would leave the receiver with the state of the older.
   * One that the receiver refuses for itself holds back none but those beyond this step.
   */
  private void dispatchTopic(Topic topic, List<Stored> due) {
    Set<String> attempted = new HashSet<>();
    List<Stored> waiting = addMissing(due, repository.listWaiting(topic, MOST_AT_ONCE));
    for (Stored one : waiting) {
      Optional<QueuedMessage> own = claim(one);
      if (own.isEmpty()) {
        return;
      }
      attempted.add(one.queued().message().id());
      Delivery delivery = attempt(() -> sender.send(own.get().message()));
      Optional<QueuedMessage> next = finish(own.get(), delivery);
      if (next.isEmpty()) {
        return;
      }
      boolean mayGoOn = delivery.outcome() == Outcome.REFUSED && attempted.size() < waiting.size();
      if (next.get().state() == State.DUE && !mayGoOn) {
        holdBack(leaveOut(attempted, due), delivery, next.get().nextTry());
        return;
      }
    }
  }

  /**
   * Sends the messages of one channel that wait longest as one. The instance that claims the first
   * one of them continues; others leave them all.
   */
  private void dispatchDigest(ChannelKey channel, List<Stored> due) {
    List<QueuedMessage> claimed = new ArrayList<>();
    for (Stored one : addMissing(due, repository.listWaiting(channel, MOST_AT_ONCE))) {
      Optional<QueuedMessage> own = claim(one);
      if (own.isEmpty()) {
        break;
      }
      claimed.add(own.get());
    }
    if (claimed.isEmpty()) {
      return;
    }
    List<Message> messages = claimed.stream().map(QueuedMessage::message).toList();
    Delivery delivery =
        attempt(
            () ->
                messages.size() == 1 ? sender.send(messages.get(0)) : sender.sendDigest(messages));
    List<QueuedMessage> next = new ArrayList<>();
    claimed.forEach(one -> finish(one, delivery).ifPresent(next::add));
    Set<String> attempted = messages.stream().map(Message::id).collect(Collectors.toSet());
    next.stream()
        .filter(one -> one.state() == State.DUE)
        .map(QueuedMessage::nextTry)
        .min(Comparator.naturalOrder())
        .ifPresent(nextTry -> holdBack(leaveOut(attempted, due), delivery, nextTry));
  }

  /** Empty when another instance has dealt with all that were due. */
  private List<Stored> addMissing(List<Stored> due, List<Stored> waiting) {
    if (waiting.size() == MOST_AT_ONCE) {
      return waiting;
    }
    Set<String> found = new HashSet<>();
    waiting.forEach(one -> found.add(one.queued().message().id()));
    List<Stored> all = new ArrayList<>(waiting);
    // A search finds no subject that is too long for its field.
    leaveOut(found, due).stream().filter(this::isUnchanged).forEach(all::add);
    return Collections.disjoint(all, due) ? List.of() : all;
  }

  private boolean isUnchanged(Stored one) {
    return repository.findMessage(one.queued().message().id()).filter(one::equals).isPresent();
  }

  private static List<Stored> leaveOut(Set<String> ids, List<Stored> messages) {
    return messages.stream().filter(one -> !ids.contains(one.queued().message().id())).toList();
  }

  /** Empty when another instance has it, or had it since it was read. */
  private Optional<QueuedMessage> claim(Stored waiting) {
    Instant now = now();
    QueuedMessage claimed = waiting.queued().claimed(now.plus(CLAIM));
    return !waiting.queued().isClaimed(now) && repository.replaceMessage(claimed, waiting.version())
        ? Optional.of(claimed)
        : Optional.empty();
  }

  /** Stores the result of an attempt; empty when another instance continues with the message. */
  private Optional<QueuedMessage> finish(QueuedMessage claimed, Delivery delivery) {
    // Otherwise the claim ended meanwhile.
    Optional<Stored> own =
        repository
            .findMessage(claimed.message().id())
            .filter(stored -> stored.queued().equals(claimed));
    QueuedMessage next = after(claimed, delivery);
    if (own.isEmpty() || !repository.replaceMessage(next, own.get().version())) {
      return Optional.empty();
    }
    if (next.state() != State.DUE) {
      onEnd.accept(next.state());
    }
    return Optional.of(next);
  }

  /** Puts off messages that are due behind one that was not delivered and is tried again. */
  private void holdBack(List<Stored> behind, Delivery delivery, Instant nextTry) {
    for (Stored one : behind) {
      repository.replaceMessage(heldBack(one.queued(), delivery, nextTry), one.version());
    }
  }

  private QueuedMessage heldBack(QueuedMessage queued, Delivery delivery, Instant nextTry) {
    int attempts = queued.attempts();
    if (delivery.outcome() == Outcome.POSTPONE) {
      return queued.heldBack(attempts, now().plus(delivery.pause()));
    }
    // It loses its attempts, so that it ends no later than by itself, but for the last one.
    return RetrySchedule.nextPause(attempts + 1, now(), delivery.pause(), random)
        .map(time -> queued.heldBack(attempts + 1, time))
        .orElseGet(() -> queued.heldBack(attempts, nextTry));
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
      case DELIVERED -> claimed.ended(State.SENT, error);
      case POSTPONE -> claimed.postponed(now().plus(delivery.pause()));
      case FAIL -> claimed.ended(State.FAILED, error);
      case DROP -> claimed.ended(State.DROPPED, error);
      case RETRY, REFUSED -> afterFailure(claimed, delivery, error);
    };
  }

  private QueuedMessage afterFailure(QueuedMessage claimed, Delivery delivery, String error) {
    if (claimed.nextTry().isAfter(now())) {
      // A newer message had it tried before its time.
      Instant createdAt = claimed.message().createdAt();
      return claimed.postponed(RetrySchedule.endPause(createdAt, now(), delivery.pause()));
    }
    return RetrySchedule.nextPause(claimed.attempts(), now(), delivery.pause(), random)
        .map(time -> claimed.retried(time, error))
        .orElseGet(() -> claimed.ended(State.FAILED, error));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
