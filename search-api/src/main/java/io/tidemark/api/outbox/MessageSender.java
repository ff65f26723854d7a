/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import java.util.List;

/** Sends messages through their channels. */
public interface MessageSender {

  /** Makes one attempt, and answers within seconds. */
  Delivery send(Message message);

  /** Whether many messages that wait for a channel may become one. */
  default boolean mayCombine(String tenant, String channel) {
    return false;
  }

  /** Makes one attempt to send several messages of one channel as one. */
  default Delivery sendDigest(List<Message> messages) {
    throw new UnsupportedOperationException("This sender sends every message by itself");
  }
}
