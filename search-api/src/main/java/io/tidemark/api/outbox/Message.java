/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A message as it was made.
 *
 * @param id the same at every attempt to send it
 * @param channel id of the channel, in the tenant
 * @param type of the event, for example {@code io.tidemark.budget.level}
 * @param subject what the event is about, for example {@code dev-daily/alice}
 * @param data what the event says
 */
public record Message(
    String id,
    String tenant,
    String channel,
    String type,
    String subject,
    JsonNode data,
    Instant createdAt) {

  /** The message, made at {@code latest} if it says that it was made later. */
  Message madeUntil(Instant latest) {
    Instant time = createdAt.isAfter(latest) ? latest : createdAt;
    return new Message(id, tenant, channel, type, subject, data, time);
  }
}
