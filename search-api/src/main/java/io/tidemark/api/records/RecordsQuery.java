/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.query.Clauses;
import io.tidemark.api.query.SearchBody;
import io.tidemark.api.selection.Selection;
import io.tidemark.model.schema.WorkloadSchema;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records in a total order: newest first, then by id, which is unique within the tenant. The next
 * page starts behind the last record of this one, whatever was written meanwhile.
 *
 * <p>A point in time would add nothing that this order lacks: neither time nor id of a record ever
 * changes, so no record moves between pages. It would keep every segment open for each reader, and
 * end with its keep-alive or with the node; this cursor lasts as long as its range is kept.
 */
final class RecordsQuery {

  private static final String TIME = "event_time";

  private RecordsQuery() {}

  /** Asks for one more than the page has: whether there is a next page. */
  static ObjectNode body(RecordsRequest request) {
    ObjectNode body = Clauses.object();
    body.put("size", request.limit() + 1);
    body.put("timeout", SearchBody.TIMEOUT);
    body.put("track_total_hits", false);
    body.set("query", request.selection().query(TIME, conditions(request)));
    body.set(
        "sort",
        Clauses.array(
            List.of(
                Clauses.object(
                    TIME, Clauses.object().put("order", "desc").put("format", "epoch_millis")),
                Clauses.object().put(request.kind().idField(), "asc"))));
    request
        .after()
        .ifPresent(
            cursor ->
                body.set(
                    "search_after",
                    JsonNodeFactory.instance.arrayNode().add(cursor.time()).add(cursor.id())));
    return body;
  }

  private static List<JsonNode> conditions(RecordsRequest request) {
    List<JsonNode> conditions = new ArrayList<>();
    if (!request.outcomes().isEmpty()) {
      conditions.add(Clauses.terms(WorkloadSchema.OUTCOME, request.outcomes()));
    }
    request
        .leastDuration()
        .ifPresent(
            least ->
                conditions.add(
                    Clauses.atLeast(request.kind().durationField().orElseThrow(), least)));
    request
        .statusCode()
        .ifPresent(
            code ->
                conditions.add(
                    Clauses.term(
                        request.kind().statusCodeField().orElseThrow(), Long.toString(code))));
    return conditions;
  }

  /** The newest record with this id. */
  static ObjectNode one(RecordKind kind, Selection selection, String id) {
    List<JsonNode> clauses = new ArrayList<>(ScopeFilter.usage(selection.scope()));
    clauses.add(Clauses.term(kind.idField(), id));
    ObjectNode body = Clauses.object();
    body.put("size", 1);
    body.put("timeout", SearchBody.TIMEOUT);
    body.put("track_total_hits", false);
    body.set("query", Clauses.all(clauses, List.of()));
    body.set("sort", Clauses.array(List.of(Clauses.object().put(TIME, "desc"))));
    return body;
  }
}
