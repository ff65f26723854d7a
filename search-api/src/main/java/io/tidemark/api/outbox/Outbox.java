/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes each message once. A message that was taken is sent, even if instances stop. */
@Component
public class Outbox {

  private final MessageRepository repository;
  private final Clock clock;

  Outbox(MessageRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /**
   * Takes a message.
   *
   * @return false when the message was taken before
   */
  public boolean add(MessageKey key, String type, String subject, JsonNode data) {
    Message message =
        new Message(
            key.messageId(),
            key.tenant(),
            key.channel(),
            type,
            subject,
            data,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return repository.createMessage(QueuedMessage.due(message));
  }
}
