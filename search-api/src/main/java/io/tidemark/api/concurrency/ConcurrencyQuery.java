/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.concurrency;

import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.query.Clauses;
import io.tidemark.api.query.SearchBody;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The hours of one value of one dimension, oldest first. */
final class ConcurrencyQuery {

  /** Thirty days of quarter-hour windows are 2,976 documents. */
  private static final int MOST_WINDOWS = 3_000;

  private ConcurrencyQuery() {}

  static ObjectNode body(ConcurrencyRequest request) {
    List<JsonNode> clauses = new ArrayList<>(ScopeFilter.tenant(request.scope()));
    clauses.add(Clauses.within("hour", request.range().from(), request.range().to()));
    clauses.add(Clauses.term("dimension", request.dimension()));
    clauses.add(Clauses.term("value", request.value()));
    ObjectNode body = Clauses.object();
    body.put("size", MOST_WINDOWS);
    body.put("timeout", SearchBody.TIMEOUT);
    body.put("track_total_hits", false);
    body.set("query", Clauses.all(clauses, List.of()));
    body.set("sort", Clauses.array(List.of(Clauses.object().put("hour", "asc"))));
    body.set(
        "_source",
        JsonNodeFactory.instance
            .arrayNode()
            .add("hour")
            .add("window_minutes")
            .add("max")
            .add("min")
            .add("mean")
            .add("levels")
            .add("minute_max")
            .add("measured_until"));
    return body;
  }

  /** Runs of the value that belong to somebody whom the scope does not show. */
  static ObjectNode othersRuns(ConcurrencyRequest request) {
    List<JsonNode> clauses = new ArrayList<>(ScopeFilter.tenant(request.scope()));
    clauses.add(Clauses.within("hour", request.range().from(), request.range().to()));
    clauses.add(Clauses.term(request.dimension() + "_id", request.value()));
    clauses.add(Clauses.not(List.of(Clauses.terms("user_id", request.scope().visibleUsers()))));
    ObjectNode executions = Clauses.object("sum", Clauses.object().put("field", "executions"));
    return SearchBody.aggregate(
        Clauses.all(clauses, List.of()), Clauses.object("executions", executions));
  }
}
