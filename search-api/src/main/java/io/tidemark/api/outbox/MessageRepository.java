/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import io.tidemark.api.search.DocumentStore.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps messages. */
interface MessageRepository {

  /** A message as it is stored, with what a writer must name to replace it. */
  record Stored(QueuedMessage queued, Version version) {}

  /** Stores a new message; false when there is one with its id. */
  boolean createMessage(QueuedMessage queued);

  /** Replaces a message; false when it changed since {@code expected} was read. */
  boolean replaceMessage(QueuedMessage next, Version expected);

  /** The message with this id. */
  Optional<Stored> findMessage(String id);

  /**
   * Messages that are due and that no instance has claimed, the longest waiting first.
   *
   * @param busy channels whose messages are left out
   */
  List<Stored> listDue(Instant now, int most, Set<ChannelKey> busy);

  /** Messages of a channel that wait, the oldest first, also those that are claimed or not due. */
  List<Stored> listWaiting(ChannelKey channel, int most);

  /** As above, those about one topic. */
  List<Stored> listWaiting(Topic topic, int most);

  /** Messages that wait for a time that only a clock that is ahead shows, the oldest first. */
  List<Stored> listAhead(Instant now, int most);

  /** Messages of a tenant whose last attempt failed in {@code [from, to)}, the last one first. */
  List<QueuedMessage> listFailed(String tenant, Instant from, Instant to, int most);
}
