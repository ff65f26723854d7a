/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.concurrency;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import java.util.ArrayList;
import java.util.List;

/** The hours of one value of one dimension, oldest first. */
final class ConcurrencyQuery {

  /** Thirty days of quarter-hour windows are 2,976 documents. */
  private static final int MOST_WINDOWS = 3_000;

  private static final String HOUR = "hour";

  private static final List<String> FIELDS =
      List.of(
          HOUR,
          "window_minutes",
          "max",
          "min",
          "mean",
          "levels",
          "minute_max",
          "unknown_end",
          "open_runs",
          "measured_until");

  private ConcurrencyQuery() {}

  static Search createSearch(ConcurrencyRequest request) {
    List<Query> filters = new ArrayList<>(ScopeFilter.tenant(request.scope()));
    filters.add(Queries.within(HOUR, request.range().from(), request.range().to()));
    filters.add(Queries.term("dimension", request.dimension()));
    filters.add(Queries.term("value", request.value()));
    List<String> fields = new ArrayList<>(FIELDS);
    if (request.mayShowOthers()) {
      fields.add(ConcurrencyAccess.USERS);
    }
    return Search.list(
            Queries.all(filters, List.of()),
            MOST_WINDOWS,
            List.of(Search.sortBy(HOUR, SortOrder.Asc)))
        .showing(fields);
  }
}
