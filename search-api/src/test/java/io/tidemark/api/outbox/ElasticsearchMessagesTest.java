/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A real Elasticsearch node keeps the contract. */
@Tag("node")
class ElasticsearchMessagesTest extends MessageRepositoryContract {

  private final LiveApi api = LiveApi.shared();

  @Override
  MessageRepository repository() {
    return api.bean(MessageRepository.class);
  }

  @Test
  void aMessageThatCannotBeReadKeepsNoOtherOne() {
    Instant then = Instant.parse("1999-03-12T12:00:00Z");
    put("unreadable-due", "due", "next_try", "claimed_until");
    put("unreadable-failed", "failed", "created_at");
    for (String state : List.of("due", "failed")) {
      put("readable-" + state, state, "created_at", "next_try", "claimed_until");
    }

    assertThat(repository().listDue(then, 10, Set.of()))
        .extracting(found -> found.queued().message().id())
        .containsExactly("readable-due");
    assertThat(repository().listFailed("unread", then, then.plusSeconds(1), 10)).hasSize(1);
    for (String id : List.of("unreadable-due", "readable-due")) {
      api.elasticsearch("DELETE", "/tidemark-messages/_doc/" + id + "?refresh=true", "");
    }
  }

  private void put(String id, String state, String... times) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("id", id).put("tenant_id", "unread").put("state", state);
    body.put("channel", "c").put("type", "t").put("subject", "s").put("attempts", 0);
    for (String time : times) {
      body.put(time, "1999-03-12T12:00:00Z");
    }
    assertThat(
            api.elasticsearch(
                "PUT", "/tidemark-messages/_doc/" + id + "?refresh=true", body.toString()))
        .contains("\"result\":\"created\"");
  }
}
