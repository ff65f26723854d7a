/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.hold.HoldKind;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.TenantDocuments;
import io.tidemark.api.search.TenantDocuments.Found;
import io.tidemark.api.search.TenantDocuments.Shard;
import io.tidemark.api.search.TenantDocuments.Write;
import io.tidemark.api.search.UsageStore;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.index.PermanentIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Erases a person from what is not usage: settings and their changes, messages, levels and periods
 * of budgets, alerts, the access log, dead letters, and entries of the directory about others. Most
 * of it is not indexed, so that every document of the tenant is read.
 */
@Component
class OwnDocuments {

  private static final String TENANT = "tenant_id";
  private static final String SEQUENCE_NUMBER = "_seq_no";
  private static final String KIND = "kind";
  private static final String PAYLOAD = "payload";
  private static final String MESSAGE = "message";
  private static final int PAGE = 500;

  /** Settings that keep the id on purpose; answers about erasures say so. */
  private static final Set<String> KEPT = Set.of(HoldKind.ID);

  private static final Set<String> PERMANENT =
      Stream.of(PermanentIndex.values())
          .map(PermanentIndex::indexName)
          .collect(Collectors.toUnmodifiableSet());

  private static final String DEAD_LETTERS = IndexFamily.PREFIX + IndexFamily.DEAD_LETTERS.id();

  /** Writes of that many numbers may become searchable in another order. */
  private static final long OVERLAP = 200;

  private final TenantDocuments documents;
  private final UsageStore store;

  /** Up to which write a shard was swept for a tenant. */
  private final Map<Place, Long> swept = new ConcurrentHashMap<>();

  private record Place(String tenant, Shard shard) {}

  OwnDocuments(TenantDocuments documents, UsageStore store) {
    this.documents = documents;
    this.store = store;
  }

  /**
   * Erases a person from everything.
   *
   * @param changed gets how many documents were changed, by index, also when others take no writes
   * @return how many documents named the person
   */
  long erasePerson(String tenant, PersonText person, Map<String, Long> changed) {
    List<PersonText> people = List.of(person);
    for (PermanentIndex index : PermanentIndex.values()) {
      changed.merge(index.indexName(), 0L, Long::sum);
    }
    changed.merge(DEAD_LETTERS, 0L, Long::sum);
    long found = 0;
    for (Shard shard : listShards()) {
      String name = isOfDeadLetters(shard.index()) ? DEAD_LETTERS : shard.index();
      LongConsumer count = written -> changed.merge(name, written, Long::sum);
      found += eraseIn(tenant, shard, 0, List.of(), people, count).found();
    }
    return found;
  }

  /**
   * Erases people from what was written since the last time, and the first time from everything:
   * messages and levels of budgets that follow from usage that came back, dead letters of a replay,
   * what an identity provider sends, and accesses that instances write some time later.
   *
   * @param accessesSince the time from which on the access log is read
   * @return how many documents were changed
   */
  long sweepPersons(String tenant, List<PersonText> people, Instant accessesSince) {
    LongAdder changed = new LongAdder();
    for (Shard shard : listShards()) {
      Place place = new Place(tenant, shard);
      long from = Math.max(0, swept.getOrDefault(place, 0L) - OVERLAP);
      List<Query> filters =
          shard.index().equals(PermanentIndex.ACCESS.indexName())
              ? List.of(Queries.atLeast("at", accessesSince.toEpochMilli()))
              : List.of();
      swept.put(place, eraseIn(tenant, shard, from, filters, people, changed::add).next());
    }
    return changed.sum();
  }

  private List<Shard> listShards() {
    return store.listShards().stream()
        .filter(shard -> PERMANENT.contains(shard.index()) || isOfDeadLetters(shard.index()))
        .toList();
  }

  private static boolean isOfDeadLetters(String index) {
    return index.startsWith(DEAD_LETTERS + '-');
  }

  /**
   * How far a shard was read.
   *
   * @param found how many documents named people
   * @param next the number of the next write
   */
  private record Progress(long found, long next) {}

  private Progress eraseIn(
      String tenant,
      Shard shard,
      long first,
      List<Query> filters,
      List<PersonText> people,
      LongConsumer changed) {
    documents.refresh(shard.index());
    long named = 0;
    long from = first;
    Page page;
    int most = PAGE;
    do {
      page = readPage(tenant, shard, list(tenant, from, filters), most);
      List<Found> found = page.found();
      named += write(tenant, found, people, changed);
      // A rewritten document comes again at the end, as one without the person.
      from = found.isEmpty() ? from : found.get(found.size() - 1).sequenceNumber() + 1;
      most = Math.min(PAGE, 2 * page.most());
    } while (page.isFull());
    return new Progress(named, from);
  }

  /**
   * Documents that were read at once.
   *
   * @param most that many could have been
   */
  private record Page(List<Found> found, int most) {

    private boolean isFull() {
      return found.size() == most;
    }
  }

  /** A group of an identity provider may have thousands of members: fewer of them fit. */
  private Page readPage(String tenant, Shard shard, Search search, int most) {
    try {
      return new Page(documents.search(tenant, shard, search.limitedTo(most)), most);
    } catch (ProblemException e) {
      if (most == 1 || !e.kind().equals(ProblemException.TOO_LARGE)) {
        throw e;
      }
      return readPage(tenant, shard, search, most / 2);
    }
  }

  private long write(
      String tenant, List<Found> page, List<PersonText> people, LongConsumer changed) {
    List<Write> writes = new ArrayList<>();
    for (Found found : page) {
      ObjectNode source = (ObjectNode) found.source();
      if (!KEPT.contains(source.path(KIND).asString("")) && rewrite(source, people)) {
        writes.add(new Write(found, source));
      }
    }
    documents.write(tenant, writes, changed);
    return writes.size();
  }

  private static boolean rewrite(ObjectNode source, List<PersonText> people) {
    if (source.has(PAYLOAD)) {
      return removeEvent(source, people);
    }
    boolean changed = false;
    for (PersonText person : people) {
      changed |= person.replaceIn(source);
    }
    return changed;
  }

  /** The payload of a rejected record is somebody's event, of any form. */
  private static boolean removeEvent(ObjectNode source, List<PersonText> people) {
    List<String> texts = new ArrayList<>(JsonLayers.read(source.path(PAYLOAD).asString("")));
    texts.add(source.path(MESSAGE).asString(""));
    boolean named = people.stream().anyMatch(person -> texts.stream().anyMatch(person::isIn));
    if (named) {
      source.remove(List.of(PAYLOAD, MESSAGE));
    }
    return named;
  }

  private static Search list(String tenant, long from, List<Query> filters) {
    List<Query> all = new ArrayList<>();
    all.add(Queries.term(TENANT, tenant));
    all.add(Queries.atLeast(SEQUENCE_NUMBER, from));
    all.addAll(filters);
    return Search.list(
        Queries.all(all, List.of()), PAGE, List.of(Search.sortBy(SEQUENCE_NUMBER, SortOrder.Asc)));
  }
}
