/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.erasure.Erasure.Mode;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.TenantDocuments;
import io.tidemark.api.search.TenantDocuments.Found;
import io.tidemark.api.search.TenantDocuments.Write;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.sources.SourceFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Erases people from hours, days, concurrency, records and the statistics of their tokens. A
 * document stays under its own id, so that two documents that become of one group remain two, and
 * no count is lost; a rewritten document has the next version, so that the job's write of the same
 * events does not replace it.
 */
@Component
class UsageErasure {

  private static final String TENANT = "tenant_id";
  private static final String USER = "user_id";
  private static final String USERS = "user_ids";
  private static final String DIMENSION = "dimension";
  private static final String VALUE = "value";

  /** Fields of records that may tell who somebody was. */
  private static final List<String> TELLING =
      List.of(
          "user_agent",
          "client_ip",
          "client_ip_hash",
          "tags",
          "error_type",
          "error_message",
          "context");

  private static final int PAGE = 500;

  /** Ids in one condition; Elasticsearch takes 65,536. */
  private static final int MOST_IDS = 10_000;

  /** Documents that are written all the time are left to the next sweep. */
  private static final int MOST_IDLE_PAGES = 5;

  private final TenantDocuments documents;

  UsageErasure(TenantDocuments documents) {
    this.documents = documents;
  }

  /** The families whose documents name users. */
  static List<IndexFamily> families() {
    return Stream.of(IndexFamily.values())
        .filter(
            family ->
                family == IndexFamily.COMFYUI_CONCURRENCY
                    || family == IndexFamily.SOURCES
                    || DocumentFields.of(family).stream().anyMatch(f -> f.name().equals(USER)))
        .toList();
  }

  /**
   * Erases people from one family.
   *
   * @param people who, by the ids under which documents name them
   * @param changed gets how many documents were changed or deleted, also when others take no writes
   */
  void erasePerson(
      String tenant, IndexFamily family, Map<String, Erasure> people, LongConsumer changed) {
    Search search = Search.list(select(tenant, family, people), PAGE, List.of());
    int idle = 0;
    documents.refresh(family.pattern());
    while (idle < MOST_IDLE_PAGES) {
      List<Found> page = documents.search(tenant, family.pattern(), search);
      if (page.isEmpty()) {
        return;
      }
      List<Write> writes =
          page.stream()
              .map(found -> rewrite(family, found, people))
              .filter(Objects::nonNull)
              .toList();
      LongAdder written = new LongAdder();
      LongConsumer counter = written::add;
      documents.write(tenant, writes, counter.andThen(changed));
      idle = written.sum() == 0 ? idle + 1 : 0;
    }
  }

  /** How many documents still name one of these people. */
  long countDocuments(String tenant, IndexFamily family, Map<String, Erasure> people) {
    documents.refresh(family.pattern());
    return documents.count(tenant, family.pattern(), select(tenant, family, people));
  }

  private static Query select(String tenant, IndexFamily family, Map<String, Erasure> people) {
    Collection<String> ids = people.keySet();
    Query naming =
        switch (family) {
          case COMFYUI_CONCURRENCY ->
              Queries.any(
                  List.of(
                      named(USERS, ids),
                      Queries.all(
                          List.of(Queries.term(DIMENSION, "user"), named(VALUE, ids)), List.of())));
          // Keys have names of their own.
          case SOURCES ->
              named(SourceFields.SOURCE_ID, ids.stream().map(SourceFields::idOfToken).toList());
          default -> named(USER, ids);
        };
    return Queries.all(List.of(Queries.term(TENANT, tenant), naming), List.of());
  }

  private static Query named(String field, Collection<String> ids) {
    List<String> all = List.copyOf(ids);
    List<Query> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += MOST_IDS) {
      int to = Math.min(all.size(), from + MOST_IDS);
      parts.add(Queries.terms(field, all.subList(from, to)));
    }
    return parts.size() == 1 ? parts.get(0) : Queries.any(parts);
  }

  private static Write rewrite(IndexFamily family, Found found, Map<String, Erasure> people) {
    ObjectNode source = (ObjectNode) found.source();
    String named = findNamingField(family, source);
    Erasure person = people.get(source.path(named).asString(""));
    if (person != null && person.mode() == Mode.DELETE) {
      return new Write(found, null);
    }
    if (person != null) {
      source.put(named, person.pseudonym());
      if (family.holdsRecords()) {
        source.remove(TELLING);
      }
      if (family == IndexFamily.SOURCES) {
        source.put(SourceFields.SOURCE_ID, SourceFields.idOfToken(person.pseudonym()));
        source.remove(SourceFields.LAST_MESSAGE);
      }
    }
    if (source.get(USERS) instanceof ArrayNode users) {
      source.set(USERS, replace(users, people));
    }
    return new Write(found, source);
  }

  private static String findNamingField(IndexFamily family, ObjectNode source) {
    if (family == IndexFamily.SOURCES) {
      return SourceFields.SOURCE_NAME;
    }
    return source.path(DIMENSION).asString("").equals("user") ? VALUE : USER;
  }

  private static ArrayNode replace(ArrayNode users, Map<String, Erasure> people) {
    ArrayNode next = users.arrayNode();
    for (JsonNode user : users) {
      Erasure person = people.get(user.asString(""));
      if (person == null) {
        next.add(user);
      } else if (person.mode() == Mode.PSEUDONYM) {
        next.add(person.pseudonym());
      }
    }
    return next;
  }
}
