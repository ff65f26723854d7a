/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.selection.Selection;
import io.tidemark.model.schema.WorkloadSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * Records in a total order: newest first, then by id, which is unique within the tenant. The next
 * page starts behind the last record of this one, whatever was written meanwhile.
 *
 * <p>A point in time would add nothing that this order lacks: neither time nor id of a record ever
 * changes, so no record moves between pages. It would keep every segment open for each reader, and
 * end with its keep-alive or with the node; this cursor lasts as long as its range is kept.
 */
final class RecordsQuery {

  static final String TIME = "event_time";

  private RecordsQuery() {}

  /** Asks for one more than the page has: whether there is a next page; and for totals. */
  static Search page(RecordsRequest request) {
    Search search = body(request);
    return request.totals()
        ? search.adding(RecordTotals.createAggregations(request.kind()))
        : search;
  }

  /** Asks for one more than the page has: whether there is a next page. */
  static Search body(RecordsRequest request) {
    Query query = request.selection().query(TIME, conditions(request));
    SortOptions newestFirst =
        SortOptions.of(
            sort -> sort.field(by -> by.field(TIME).order(SortOrder.Desc).format("epoch_millis")));
    SortOptions byId = Search.sortBy(request.kind().idField(), SortOrder.Asc);
    Search search = Search.list(query, request.limit() + 1, List.of(newestFirst, byId));
    return request
        .after()
        .map(
            cursor ->
                search.startingAfter(
                    List.of(FieldValue.of(cursor.time()), FieldValue.of(cursor.id()))))
        .orElse(search);
  }

  private static List<Query> conditions(RecordsRequest request) {
    List<Query> conditions = new ArrayList<>();
    if (!request.outcomes().isEmpty()) {
      conditions.add(Queries.terms(WorkloadSchema.OUTCOME, request.outcomes()));
    }
    request
        .leastDuration()
        .ifPresent(
            least ->
                conditions.add(
                    Queries.atLeast(request.kind().durationField().orElseThrow(), least)));
    request
        .statusCode()
        .ifPresent(
            code ->
                conditions.add(
                    Queries.term(
                        request.kind().statusCodeField().orElseThrow(), Long.toString(code))));
    return conditions;
  }

  /** The newest record with this id. */
  static Search one(RecordKind kind, Selection selection, String id) {
    List<Query> filters = new ArrayList<>(ScopeFilter.usage(selection.scope()));
    filters.add(Queries.term(kind.idField(), id));
    return Search.list(
        Queries.all(filters, List.of()), 1, List.of(Search.sortBy(TIME, SortOrder.Desc)));
  }
}
