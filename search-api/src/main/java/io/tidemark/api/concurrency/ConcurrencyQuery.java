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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The hours of one value of one dimension, oldest first. */
final class ConcurrencyQuery {

  /** Thirty days of quarter-hour windows are 2,976 documents. */
  private static final int MOST_WINDOWS = 3_000;

  private static final List<String> FIELDS =
      List.of(
          "hour",
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
    ArrayNode fields = JsonNodeFactory.instance.arrayNode();
    FIELDS.forEach(fields::add);
    if (request.mayShowOthers()) {
      fields.add(ConcurrencyAccess.USERS);
    }
    body.set("_source", fields);
    return body;
  }
}
