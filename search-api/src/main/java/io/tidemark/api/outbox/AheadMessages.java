/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import io.tidemark.api.outbox.MessageRepository.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
  private Instant lookedAt;

  AheadMessages(MessageRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /** Makes them due now, in the order in which they were made. */
  void releaseMessages() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (lookedAt != null && !now.isBefore(lookedAt) && now.isBefore(lookedAt.plus(PAUSE))) {
      return;
    }
    List<Stored> ahead = repository.listAhead(now, MOST_AT_ONCE);
    for (int i = 0; i < ahead.size(); i++) {
      Stored one = ahead.get(i);
      QueuedMessage due = one.queued().restarted(now.minusMillis(ahead.size() - 1L - i));
      if (repository.replaceMessage(due, one.version())) {
        LOG.warn(
            "The message {} waited for a clock that was ahead; it was made at {}",
            due.message().id(),
            one.queued().message().createdAt());
      }
    }
    lookedAt = ahead.size() < MOST_AT_ONCE ? now : null;
  }
}
