/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import io.tidemark.api.outbox.MessageRepository.Stored;
import io.tidemark.api.search.DocumentStore.Version;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes messages due whose times a clock that was ahead has made: they would wait until the clock
 * that is right shows these times.
 */
final class AheadMessages {

  private static final Logger LOG = LoggerFactory.getLogger(AheadMessages.class);

  /** How often it looks for them. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  private static final int MOST_AT_ONCE = 100;

  private final MessageRepository repository;
  private final Clock clock;
  private final Map<String, SeenClaim> claims = new HashMap<>();
  private Instant lookedAt;

  /** A claim, and when it was found first. */
  private record SeenClaim(Version version, Instant at) {}

  AheadMessages(MessageRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /**
   * Makes them due now, in the order in which they were made, and no earlier than those of their
   * topic whose times are right. One that is being sent waits with the newer ones of its topic.
   */
  void releaseMessages() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (lookedAt != null && !now.isBefore(lookedAt) && now.isBefore(lookedAt.plus(PAUSE))) {
      return;
    }
    List<Stored> ahead = repository.listAhead(now, MOST_AT_ONCE);
    claims.keySet().retainAll(ahead.stream().map(AheadMessages::id).toList());
    Set<Topic> busy = new HashSet<>();
    Map<Topic, Instant> latest = new HashMap<>();
    for (int i = 0; i < ahead.size(); i++) {
      Stored one = ahead.get(i);
      Topic topic = Topic.of(one.queued().message());
      if (isBeingSent(one, now)) {
        busy.add(topic);
      }
      if (!busy.contains(topic)) {
        Instant behind = latest.computeIfAbsent(topic, same -> findLatest(same, now)).plusMillis(1);
        Instant wish = now.minusMillis(ahead.size() - 1L - i);
        Instant time = wish.isBefore(behind) ? behind : wish;
        release(one, time);
        latest.put(topic, time);
      }
    }
    lookedAt = ahead.size() < MOST_AT_ONCE ? now : null;
  }

  /** The end of a claim of a clock that is ahead says nothing: it lasts while none renews it. */
  private boolean isBeingSent(Stored one, Instant now) {
    if (!one.queued().isClaimed(now)) {
      return false;
    }
    SeenClaim before = claims.get(id(one));
    if (before == null || !before.version().equals(one.version()) || before.at().isAfter(now)) {
      claims.put(id(one), new SeenClaim(one.version(), now));
      return true;
    }
    return now.isBefore(before.at().plus(OutboxDispatch.CLAIM));
  }

  /** When the newest message about a topic was made whose time is right. */
  private Instant findLatest(Topic topic, Instant now) {
    return repository.listWaiting(topic, MOST_AT_ONCE).stream()
        .filter(one -> !one.queued().isAhead(now))
        .map(one -> one.queued().message().createdAt())
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private void release(Stored one, Instant time) {
    if (repository.replaceMessage(one.queued().restarted(time), one.version())) {
      LOG.warn(
          "The message {} waited for a clock that was ahead; it was made at {}",
          id(one),
          one.queued().message().createdAt());
    }
  }

  private static String id(Stored one) {
    return one.queued().message().id();
  }
}
