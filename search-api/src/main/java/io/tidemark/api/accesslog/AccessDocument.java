/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.accesslog;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Accesses as documents. The names of fields are those of the index template. */
final class AccessDocument {

  static final String AT = "at";
  static final String USER = "user";
  static final String ACTION = "action";
  static final String TARGET = "target";

  private static final String TENANT = "tenant_id";

  private AccessDocument() {}

  static ObjectNode writeAccess(Access access) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put(TENANT, access.tenant()).put(AT, access.at().toString());
    document.put(USER, access.user()).put(ACTION, access.action().id());
    document.put("method", access.method()).put("route", access.route());
    if (!access.target().isEmpty()) {
      document.put(TARGET, access.target());
    }
    if (!access.parameters().isEmpty()) {
      document.put("parameters", access.parameters());
    }
    return document.put("status", access.status()).put("request_id", access.requestId());
  }

  /**
   * A page, the newest first.
   *
   * @param terms values that fields must have
   * @param after time and sequence number of the last entry of the page before; empty for the first
   */
  static Search createSearch(
      String tenant,
      List<Query> terms,
      Instant from,
      Instant to,
      Optional<long[]> after,
      int most) {
    List<Query> filters = new ArrayList<>();
    filters.add(Queries.term(TENANT, tenant));
    filters.add(Queries.within(AT, from, to));
    filters.addAll(terms);
    SortOptions newestFirst =
        SortOptions.of(
            sort -> sort.field(by -> by.field(AT).order(SortOrder.Desc).format("epoch_millis")));
    Search search =
        Search.list(
            Queries.all(filters, List.of()),
            most,
            List.of(newestFirst, Search.sortBy("_seq_no", SortOrder.Desc)));
    return after
        .map(last -> search.startingAfter(List.of(FieldValue.of(last[0]), FieldValue.of(last[1]))))
        .orElse(search);
  }
}
