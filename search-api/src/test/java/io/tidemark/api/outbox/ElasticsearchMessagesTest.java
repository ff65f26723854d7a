/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import io.tidemark.api.live.LiveApi;
import org.junit.jupiter.api.Tag;

/** A real Elasticsearch node keeps the contract. */
@Tag("node")
class ElasticsearchMessagesTest extends MessageRepositoryContract {

  private final LiveApi api = LiveApi.shared();

  @Override
  MessageRepository repository() {
    return api.bean(MessageRepository.class);
  }
}
