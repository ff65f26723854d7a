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
    put("unreadable-failed", "failed", "claimed_until");
    for (String state : List.of("due", "failed")) {
      put("readable-" + state, state, "created_at", "next_try", "claimed_until");
    }

    assertThat(repository().listDue(then, 10, Set.of()))
        .extracting(found -> found.queued().message().id())
        .containsExactly("readable-due");
    Instant attempt = then.minus(OutboxDispatch.CLAIM);
    assertThat(repository().listFailed("unread", attempt, then, 10)).hasSize(1);
    for (String id : List.of("unreadable-due", "readable-due")) {
      api.elasticsearch("DELETE", "/tidemark-messages/_doc/" + id + "?refresh=true", "");
    }
  }

  @Test
  void findsTheMessagesOfAMonitorWithoutExpensiveQueries() {
    ChannelKey channel = new ChannelKey("cheap-queries", "ops");
    Instant then = Instant.parse("1997-03-12T12:00:00Z");
    for (String subject : List.of("errors/alice", "errors", "errors-2/alice")) {
      repository().createMessage(alert(channel, subject, then));
    }
    // As an earlier release stores it.
    ObjectNode earlier = MessageDocument.writeMessage(alert(channel, "earlier/alice", then));
    assertThat(earlier.remove("topic")).isNotNull();
    api.elasticsearch(
        "PUT", "/tidemark-messages/_doc/cheap-earlier?refresh=true", earlier.toString());
    allowExpensiveQueries("false");
    try {
      assertThat(subjects(channel, "errors")).containsExactlyInAnyOrder("errors/alice", "errors");
      assertThat(subjects(channel, "earlier")).containsExactly("earlier/alice");
    } finally {
      allowExpensiveQueries("null");
    }
    String mine = "{\"query\":{\"term\":{\"tenant_id\":\"cheap-queries\"}}}";
    assertThat(api.elasticsearch("POST", "/tidemark-messages/_delete_by_query?refresh=true", mine))
        .contains("\"deleted\":4");
  }

  private static QueuedMessage alert(ChannelKey channel, String subject, Instant time) {
    return QueuedMessage.due(
        new Message(
            "cheap-" + subject.replace('/', '-'),
            channel.tenant(),
            channel.channel(),
            "io.tidemark.alert.changed",
            subject,
            JsonMapper.shared().readTree("{\"groups\":[]}"),
            time));
  }

  private List<String> subjects(ChannelKey channel, String monitor) {
    Topic topic = new Topic(channel, "io.tidemark.alert.changed", monitor, true);
    return repository().listWaiting(topic, 10).stream()
        .map(found -> found.queued().message().subject())
        .toList();
  }

  private void allowExpensiveQueries(String value) {
    assertThat(
            api.elasticsearch(
                "PUT",
                "/_cluster/settings",
                "{\"transient\":{\"search.allow_expensive_queries\":" + value + "}}"))
        .contains("\"acknowledged\":true");
  }

  @Test
  void manyMessagesThatCannotBeReadLeaveRoomForOthers() {
    Instant then = Instant.parse("1998-03-12T12:00:00Z");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      appendDue(lines, "unreadable-" + i, then.minusSeconds(1), "");
    }
    appendDue(lines, "behind", then, then.toString());
    assertThat(api.elasticsearch("POST", "/_bulk?refresh=true", lines.toString()))
        .contains("\"errors\":false");

    assertThat(repository().listDue(then, 100, Set.of()))
        .extracting(found -> found.queued().message().id())
        .containsExactly("behind");
    String unread = "{\"query\":{\"term\":{\"tenant_id\":\"unread-1998\"}}}";
    assertThat(
            api.elasticsearch("POST", "/tidemark-messages/_delete_by_query?refresh=true", unread))
        .contains("\"deleted\":101");
  }

  /** It cannot be read without {@code createdAt}. */
  private static void appendDue(StringBuilder lines, String id, Instant time, String createdAt) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("id", id).put("tenant_id", "unread-1998").put("state", "due").put("channel", "c");
    body.put("next_try", time.toString()).put("claimed_until", time.toString());
    if (!createdAt.isEmpty()) {
      body.put("created_at", createdAt);
    }
    lines.append("{\"index\":{\"_index\":\"tidemark-messages\",\"_id\":\"").append(id);
    lines.append("\"}}\n").append(body).append('\n');
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
