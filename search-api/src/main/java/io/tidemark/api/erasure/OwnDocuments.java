/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.hold.HoldKind;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.TenantDocuments;
import io.tidemark.api.search.TenantDocuments.Found;
import io.tidemark.api.search.TenantDocuments.Write;
import io.tidemark.api.search.UsageStore;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.index.PermanentIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Erases a person from what is not usage: settings and their changes, messages, levels and periods
 * of budgets, alerts, the access log and dead letters. Most of it is not indexed, so that every
 * document of the tenant is read.
 */
@Component
class OwnDocuments {

  private static final String TENANT = "tenant_id";
  private static final String SEQUENCE_NUMBER = "_seq_no";
  private static final String KIND = "kind";
  private static final String PAYLOAD = "payload";
  private static final String MESSAGE = "message";
  private static final int PAGE = 500;

  /** The directory has entries by the id of the person, and is erased by itself. */
  private static final Set<PermanentIndex> INDICES =
      EnumSet.complementOf(EnumSet.of(PermanentIndex.DIRECTORY));

  /** Settings that keep the id on purpose; answers about erasures say so. */
  private static final Set<String> KEPT = Set.of(HoldKind.ID);

  private final TenantDocuments documents;
  private final UsageStore store;

  OwnDocuments(TenantDocuments documents, UsageStore store) {
    this.documents = documents;
    this.store = store;
  }

  /** Documents that were changed, by index. */
  Map<String, Long> erase(String tenant, PersonText person) {
    Map<String, Long> changed = new TreeMap<>();
    for (PermanentIndex index : INDICES) {
      changed.put(index.indexName(), eraseIn(tenant, index.indexName(), person));
    }
    long letters = 0;
    String prefix = IndexFamily.PREFIX + IndexFamily.DEAD_LETTERS.id() + '-';
    for (String index : store.indices()) {
      letters += index.startsWith(prefix) ? eraseIn(tenant, index, person) : 0;
    }
    changed.put(IndexFamily.PREFIX + IndexFamily.DEAD_LETTERS.id(), letters);
    return changed;
  }

  /** Erases from the access log what was noted since a time: instances write it some time later. */
  long eraseAccesses(String tenant, String user, PersonText person, Instant since) {
    String index = PermanentIndex.ACCESS.indexName();
    Query named =
        Queries.any(
            List.of(
                Queries.term("user", user),
                Queries.term("target", user),
                Queries.containing("parameters", user)));
    Query query =
        Queries.all(
            List.of(
                Queries.term(TENANT, tenant), Queries.atLeast("at", since.toEpochMilli()), named),
            List.of());
    documents.refresh(index);
    return write(
        tenant, documents.search(tenant, index, Search.list(query, PAGE, List.of())), person);
  }

  private long eraseIn(String tenant, String index, PersonText person) {
    documents.refresh(index);
    long changed = 0;
    long from = 0;
    List<Found> page;
    do {
      page = documents.search(tenant, index, list(tenant, from));
      changed += write(tenant, page, person);
      // A rewritten document comes again at the end, as one without the person.
      from = page.isEmpty() ? from : page.get(page.size() - 1).sequenceNumber() + 1;
    } while (page.size() == PAGE);
    return changed;
  }

  private long write(String tenant, List<Found> page, PersonText person) {
    List<Write> writes = new ArrayList<>();
    for (Found found : page) {
      ObjectNode source = (ObjectNode) found.source();
      if (!KEPT.contains(source.path(KIND).asString("")) && rewrite(source, person)) {
        writes.add(new Write(found, source));
      }
    }
    documents.write(tenant, writes);
    return writes.size();
  }

  /** The payload of a rejected record is somebody's event, of any form. */
  private static boolean rewrite(ObjectNode source, PersonText person) {
    if (source.has(PAYLOAD)) {
      boolean named =
          person.isIn(source.path(PAYLOAD).asString(""))
              || person.isIn(source.path(MESSAGE).asString(""));
      if (named) {
        source.remove(List.of(PAYLOAD, MESSAGE));
      }
      return named;
    }
    return person.replaceIn(source);
  }

  private static Search list(String tenant, long from) {
    return Search.list(
        Queries.all(
            List.of(Queries.term(TENANT, tenant), Queries.atLeast(SEQUENCE_NUMBER, from)),
            List.of()),
        PAGE,
        List.of(Search.sortBy(SEQUENCE_NUMBER, SortOrder.Asc)));
  }
}
