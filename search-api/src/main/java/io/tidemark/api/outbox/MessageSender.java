/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

/** Sends a message through its channel. */
public interface MessageSender {

  /** Makes one attempt, and answers within seconds. */
  Delivery send(Message message);
}
