/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import org.junit.jupiter.api.Tag;

/** The fake keeps the contract, so that other tests may trust it. */
@Tag("fast")
class MemoryMessagesTest extends MessageRepositoryContract {

  private final MemoryMessages repository = new MemoryMessages();

  @Override
  MessageRepository repository() {
    return repository;
  }
}
