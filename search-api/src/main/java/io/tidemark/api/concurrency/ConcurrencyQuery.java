/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.concurrency;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The hours of one value of one dimension, oldest first. */
final class ConcurrencyQuery {

  /** Windows of one search. Thirty days of quarter hours are 2,976; hours may be kept longer. */
  static final int PAGE = 3_000;

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

  /** All windows, in as many searches as they take. */
  static List<JsonNode> searchWindows(
      ConcurrencyRequest request, Function<Search, JsonNode> exchange) {
    Search search = createSearch(request);
    List<JsonNode> windows = ConcurrencyReader.readWindows(exchange.apply(search));
    List<JsonNode> page = windows;
    while (page.size() == PAGE) {
      Instant last = ConcurrencyReader.readStart(page.get(PAGE - 1));
      page =
          ConcurrencyReader.readWindows(
              exchange.apply(search.startingAfter(List.of(FieldValue.of(last.toEpochMilli())))));
      windows.addAll(page);
    }
    return windows;
  }

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
            Queries.all(filters, List.of()), PAGE, List.of(Search.sortBy(HOUR, SortOrder.Asc)))
        .showing(fields);
  }
}
