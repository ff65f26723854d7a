/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import java.time.Instant;

/**
 * A message that no attempt brought to its receiver.
 *
 * @param channel id of the channel
 * @param type of the event
 * @param subject what the event is about
 * @param createdAt when the message was made
 * @param attempts how often it was sent
 * @param lastError why the last attempt failed
 */
public record FailedMessage(
    String id,
    String channel,
    String type,
    String subject,
    Instant createdAt,
    int attempts,
    String lastError) {}
