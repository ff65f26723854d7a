/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import io.tidemark.api.query.Clauses;
import io.tidemark.api.query.SearchBody;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages as documents. The names of fields are those of the index template. */
final class MessageDocument {

  private static final String STATE = "state";
  private static final String NEXT_TRY = "next_try";
  private static final String CLAIMED_UNTIL = "claimed_until";

  private MessageDocument() {}

  static ObjectNode write(QueuedMessage queued) {
    Message message = queued.message();
    ObjectNode document = Clauses.object();
    document.put("id", message.id());
    document.put("tenant_id", message.tenant());
    document.put("channel", message.channel());
    document.put("type", message.type());
    document.put("subject", message.subject());
    document.set("data", message.data());
    document.put("created_at", message.createdAt().toString());
    document.put(STATE, name(queued.state()));
    document.put("attempts", queued.attempts());
    document.put(NEXT_TRY, queued.nextTry().toString());
    document.put(CLAIMED_UNTIL, queued.claimedUntil().toString());
    return document.put("last_error", queued.lastError());
  }

  static QueuedMessage read(JsonNode document) {
    Message message =
        new Message(
            document.path("id").asString(),
            document.path("tenant_id").asString(),
            document.path("channel").asString(),
            document.path("type").asString(),
            document.path("subject").asString(),
            document.path("data"),
            Instant.parse(document.path("created_at").asString()));
    return new QueuedMessage(
        message,
        QueuedMessage.State.valueOf(document.path(STATE).asString().toUpperCase(Locale.ROOT)),
        document.path("attempts").asInt(),
        Instant.parse(document.path(NEXT_TRY).asString()),
        Instant.parse(document.path(CLAIMED_UNTIL).asString()),
        document.path("last_error").asString());
  }

  static ObjectNode dueQuery(Instant now, int most) {
    List<JsonNode> filters =
        List.of(
            Clauses.term(STATE, name(QueuedMessage.State.DUE)),
            until(NEXT_TRY, now),
            until(CLAIMED_UNTIL, now));
    ObjectNode body = Clauses.object();
    body.put("size", most);
    body.put("timeout", SearchBody.TIMEOUT);
    body.put("track_total_hits", false);
    body.set("query", Clauses.all(filters, List.of()));
    body.set("sort", Clauses.array(List.of(Clauses.object().put(NEXT_TRY, "asc"))));
    return body;
  }

  private static JsonNode until(String field, Instant time) {
    return Clauses.object(
        "range", Clauses.object(field, Clauses.object().put("lte", time.toEpochMilli())));
  }

  private static String name(QueuedMessage.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
