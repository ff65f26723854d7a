/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import io.tidemark.api.access.Scope;
import io.tidemark.api.request.TimeRange;
import java.util.List;
import org.springframework.stereotype.Component;

/** Messages that no attempt brought to their receiver. */
@Component
public class FailedMessages {

  private static final int MOST = 20;

  private final MessageRepository repository;

  FailedMessages(MessageRepository repository) {
    this.repository = repository;
  }

  /** The messages of the tenant that failed last in a range. */
  public List<FailedMessage> list(Scope scope, TimeRange range) {
    return repository.listFailed(scope.tenant(), range.from(), range.to(), MOST).stream()
        .map(FailedMessages::read)
        .toList();
  }

  private static FailedMessage read(QueuedMessage queued) {
    Message message = queued.message();
    return new FailedMessage(
        message.id(),
        message.channel(),
        message.type(),
        message.subject(),
        message.createdAt(),
        queued.attempts(),
        queued.lastError());
  }
}
