/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.selection.Selection;
import java.util.ArrayList;
import java.util.List;

/**
 * Records in the total order of {@link RecordOrder}. The next page starts after the last record of
 * this one, whatever was written meanwhile.
 *
 * <p>A point in time would add nothing that an order by time lacks: neither time nor id of a record
 * ever changes, so no record moves between pages. Its numbers change with the end of a run alone.
 * It would keep every segment open for each reader, and end with its keep-alive or with the node;
 * this cursor lasts as long as its range is kept.
 */
final class RecordsQuery {

  static final String TIME = RecordOrder.TIME;

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
    RecordKind kind = request.kind();
    Query query = request.selection().query(TIME, request.conditions().listQueries(kind));
    Search search = Search.list(query, request.limit() + 1, request.order().listSorts(kind));
    return request
        .after()
        .map(cursor -> search.startingAfter(cursor.last().listValues()))
        .orElse(search);
  }

  /** The newest record with this id. */
  static Search one(RecordKind kind, Selection selection, String id) {
    List<Query> filters = new ArrayList<>(ScopeFilter.usage(selection.scope()));
    filters.add(Queries.term(kind.idField(), id));
    return Search.list(
        Queries.all(filters, List.of()), 1, List.of(Search.sortBy(TIME, SortOrder.Desc)));
  }
}
