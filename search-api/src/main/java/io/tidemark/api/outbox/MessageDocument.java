/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Messages as documents. The names of fields are those of the index template. */
final class MessageDocument {

  private static final String ID = "id";
  private static final String TENANT = "tenant_id";
  private static final String CHANNEL = "channel";
  private static final String TYPE = "type";
  private static final String SUBJECT = "subject";
  private static final String TOPIC = "topic";
  private static final String CREATED_AT = "created_at";
  private static final String STATE = "state";
  private static final String NEXT_TRY = "next_try";
  private static final String CLAIMED_UNTIL = "claimed_until";

  private MessageDocument() {}

  static ObjectNode writeMessage(QueuedMessage queued) {
    Message message = queued.message();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put(ID, message.id());
    document.put(TENANT, message.tenant());
    document.put(CHANNEL, message.channel());
    document.put(TYPE, message.type());
    document.put(SUBJECT, message.subject());
    Topic topic = Topic.of(message);
    if (topic.hasParts()) {
      document.put(TOPIC, topic.subject());
    }
    document.set("data", message.data());
    document.put(CREATED_AT, message.createdAt().toString());
    document.put(STATE, name(queued.state()));
    document.put("attempts", queued.attempts());
    document.put(NEXT_TRY, queued.nextTry().toString());
    document.put(CLAIMED_UNTIL, queued.claimedUntil().toString());
    return document.put("last_error", queued.lastError());
  }

  static QueuedMessage readMessage(JsonNode document) {
    Message message =
        new Message(
            document.path(ID).asString(),
            document.path(TENANT).asString(),
            document.path(CHANNEL).asString(),
            document.path(TYPE).asString(),
            document.path(SUBJECT).asString(),
            document.path("data"),
            Instant.parse(document.path(CREATED_AT).asString()));
    return new QueuedMessage(
        message,
        QueuedMessage.State.valueOf(document.path(STATE).asString().toUpperCase(Locale.ROOT)),
        document.path("attempts").asInt(),
        Instant.parse(document.path(NEXT_TRY).asString()),
        Instant.parse(document.path(CLAIMED_UNTIL).asString()),
        document.path("last_error").asString());
  }

  static Search dueQuery(Instant now, int most, Set<ChannelKey> busy, Set<String> without) {
    List<Query> filters =
        List.of(
            Queries.term(STATE, name(QueuedMessage.State.DUE)),
            Queries.until(NEXT_TRY, now),
            Queries.until(CLAIMED_UNTIL, now));
    List<Query> excluded = new ArrayList<>();
    busy.forEach(channel -> excluded.add(ofChannel(channel)));
    if (!without.isEmpty()) {
      excluded.add(Queries.terms(ID, without));
    }
    return Search.list(
        Queries.all(filters, excluded), most, List.of(Search.sortBy(NEXT_TRY, SortOrder.Asc)));
  }

  /** Messages with times that no clock makes which is right. */
  static Search aheadQuery(Instant now, int most) {
    Instant created = QueuedMessage.latestCreation(now);
    Instant next = QueuedMessage.latestTry(now);
    Instant claim = QueuedMessage.latestClaim(now);
    Query claimed =
        Queries.all(List.of(Queries.until(NEXT_TRY, now), after(CLAIMED_UNTIL, claim)), List.of());
    Query ahead = Queries.any(List.of(after(CREATED_AT, created), after(NEXT_TRY, next), claimed));
    return waitingQuery(List.of(ahead), most);
  }

  private static Query after(String field, Instant time) {
    return Queries.atLeast(field, time.toEpochMilli() + 1);
  }

  static Search waitingQuery(ChannelKey channel, int most) {
    return waitingQuery(List.of(ofChannel(channel)), most);
  }

  /** Finds those about a topic, and those of an earlier release, which do not name theirs. */
  static Search waitingQuery(Topic topic, int most) {
    // Exact terms alone: a cluster may not allow searches for the beginning of a term.
    Query subject =
        topic.hasParts()
            ? Queries.any(List.of(Queries.term(TOPIC, topic.subject()), Queries.missing(TOPIC)))
            : Queries.term(SUBJECT, topic.subject());
    return waitingQuery(
        List.of(ofChannel(topic.channel()), Queries.term(TYPE, topic.type()), subject), most);
  }

  private static Search waitingQuery(List<Query> selection, int most) {
    List<Query> filters = new ArrayList<>(selection);
    filters.add(Queries.term(STATE, name(QueuedMessage.State.DUE)));
    return Search.list(
        Queries.all(filters, List.of()), most, List.of(Search.sortBy(CREATED_AT, SortOrder.Asc)));
  }

  private static Query ofChannel(ChannelKey key) {
    return Queries.all(
        List.of(Queries.term(TENANT, key.tenant()), Queries.term(CHANNEL, key.channel())),
        List.of());
  }

  /** The range is that of the last attempt: messages fail a day and more after they were made. */
  static Search failedQuery(String tenant, Instant from, Instant to, int most) {
    List<Query> filters =
        List.of(
            Queries.term(TENANT, tenant),
            Queries.term(STATE, name(QueuedMessage.State.FAILED)),
            Queries.within(
                CLAIMED_UNTIL, from.plus(OutboxDispatch.CLAIM), to.plus(OutboxDispatch.CLAIM)));
    return Search.list(
        Queries.all(filters, List.of()),
        most,
        List.of(Search.sortBy(CLAIMED_UNTIL, SortOrder.Desc)));
  }

  private static String name(QueuedMessage.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
