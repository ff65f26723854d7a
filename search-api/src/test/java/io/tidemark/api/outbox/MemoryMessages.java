/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import io.tidemark.api.search.DocumentStore.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Keeps messages in memory, by the same rules as Elasticsearch. */
final class MemoryMessages implements MessageRepository {

  private final Map<String, Stored> messages = new HashMap<>();
  private long sequenceNumber;

  @Override
  public synchronized boolean createMessage(QueuedMessage queued) {
    if (messages.containsKey(queued.message().id())) {
      return false;
    }
    put(queued);
    return true;
  }

  @Override
  public synchronized boolean replaceMessage(QueuedMessage next, Version expected) {
    Stored stored = messages.get(next.message().id());
    if (stored == null || !stored.version().equals(expected)) {
      return false;
    }
    put(next);
    return true;
  }

  private void put(QueuedMessage queued) {
    Version version = new Version(sequenceNumber++, 1);
    messages.put(queued.message().id(), new Stored(queued, version));
  }

  @Override
  public synchronized Optional<Stored> findMessage(String id) {
    return Optional.ofNullable(messages.get(id));
  }

  @Override
  public synchronized List<QueuedMessage> listFailed(
      String tenant, Instant from, Instant to, int most) {
    return messages.values().stream()
        .map(Stored::queued)
        .filter(queued -> queued.state() == QueuedMessage.State.FAILED)
        .filter(queued -> queued.message().tenant().equals(tenant))
        .filter(queued -> !queued.claimedUntil().isBefore(from.plus(OutboxDispatch.CLAIM)))
        .filter(queued -> queued.claimedUntil().isBefore(to.plus(OutboxDispatch.CLAIM)))
        .sorted(Comparator.comparing(QueuedMessage::claimedUntil).reversed())
        .limit(most)
        .toList();
  }

  @Override
  public List<Stored> listWaiting(ChannelKey channel, int most) {
    return listWaiting(message -> ChannelKey.of(message).equals(channel), most);
  }

  @Override
  public List<Stored> listWaiting(Topic topic, int most) {
    return listWaiting(message -> Topic.of(message).equals(topic), most);
  }

  @Override
  public synchronized List<Stored> listAhead(Instant now, int most) {
    return messages.values().stream()
        .filter(stored -> stored.queued().state() == QueuedMessage.State.DUE)
        .filter(stored -> stored.queued().isAhead(now))
        .sorted(Comparator.comparing(stored -> stored.queued().message().createdAt()))
        .limit(most)
        .toList();
  }

  private synchronized List<Stored> listWaiting(Predicate<Message> selection, int most) {
    return messages.values().stream()
        .filter(stored -> stored.queued().state() == QueuedMessage.State.DUE)
        .filter(stored -> selection.test(stored.queued().message()))
        .sorted(Comparator.comparing(stored -> stored.queued().message().createdAt()))
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<Stored> listDue(Instant now, int most, Set<ChannelKey> busy) {
    return messages.values().stream()
        .filter(stored -> stored.queued().state() == QueuedMessage.State.DUE)
        .filter(stored -> !stored.queued().nextTry().isAfter(now))
        .filter(stored -> !stored.queued().claimedUntil().isAfter(now))
        .filter(stored -> !busy.contains(ChannelKey.of(stored.queued().message())))
        .sorted(Comparator.comparing(stored -> stored.queued().nextTry()))
        .limit(most)
        .toList();
  }
}
