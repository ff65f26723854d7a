/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import io.tidemark.api.query.Search;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.search.DocumentStore.Version;
import io.tidemark.model.index.PermanentIndex;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Messages as documents of Elasticsearch. */
@Component
class ElasticsearchMessages implements MessageRepository {

  private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchMessages.class);

  private static final int MOST_UNREADABLE = 1_000;

  private final DocumentStore documents;

  /** Ids of messages that cannot be read and that the log names. */
  private final Set<String> unreadable = ConcurrentHashMap.newKeySet();

  ElasticsearchMessages(DocumentStore documents) {
    this.documents = documents;
  }

  @Override
  public boolean createMessage(QueuedMessage queued) {
    return documents.create(
        PermanentIndex.MESSAGES, queued.message().id(), MessageDocument.writeMessage(queued));
  }

  @Override
  public boolean replaceMessage(QueuedMessage next, Version expected) {
    return documents.replace(
        PermanentIndex.MESSAGES, next.message().id(), MessageDocument.writeMessage(next), expected);
  }

  @Override
  public Optional<Stored> findMessage(String id) {
    return documents.find(PermanentIndex.MESSAGES, id).map(ElasticsearchMessages::readStored);
  }

  @Override
  public List<Stored> listDue(Instant now, int most, Set<ChannelKey> busy) {
    List<Stored> due;
    int known;
    do {
      known = unreadable.size();
      due = listStored(MessageDocument.dueQuery(now, most, busy, unreadable));
      // Messages that cannot be read stay due, and would take the places of the others for ever.
    } while (due.isEmpty() && unreadable.size() > known);
    return due;
  }

  @Override
  public List<Stored> listWaiting(ChannelKey channel, int most) {
    return listStored(MessageDocument.waitingQuery(channel, most));
  }

  @Override
  public List<Stored> listWaiting(Topic topic, int most) {
    return listStored(MessageDocument.waitingQuery(topic, most)).stream()
        .filter(stored -> Topic.of(stored.queued().message()).equals(topic))
        .toList();
  }

  @Override
  public List<Stored> listAhead(Instant now, int most) {
    return listStored(MessageDocument.aheadQuery(now, most));
  }

  private List<Stored> listStored(Search search) {
    return documents.searchAllTenants(PermanentIndex.MESSAGES, search).stream()
        .flatMap(found -> tryRead(found).stream())
        .toList();
  }

  @Override
  public List<QueuedMessage> listFailed(String tenant, Instant from, Instant to, int most) {
    return documents
        .search(
            PermanentIndex.MESSAGES, tenant, MessageDocument.failedQuery(tenant, from, to, most))
        .stream()
        .flatMap(found -> tryRead(found).stream())
        .map(Stored::queued)
        .toList();
  }

  /** One message that cannot be read must not keep the others from being sent. */
  private Optional<Stored> tryRead(DocumentStore.Stored found) {
    try {
      return Optional.of(readStored(found));
    } catch (RuntimeException e) {
      String id = found.source().path("id").asString("");
      if (unreadable.size() < MOST_UNREADABLE && unreadable.add(id)) {
        LOG.warn("The message {} cannot be read and is not sent", id, e);
      }
      return Optional.empty();
    }
  }

  private static Stored readStored(DocumentStore.Stored found) {
    return new Stored(MessageDocument.readMessage(found.source()), found.version());
  }
}
