/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.status;

import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Clauses;
import io.tidemark.api.query.SearchBody;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What became of the tenant's events. */
final class StatusQuery {

  static final String LATE = "late_events";
  static final String REASONS = "reasons";
  static final String PIPELINES = "pipelines";
  static final String COUNTED = "counted";
  static final String DUPLICATES = "duplicates";
  static final String CONFLICTING = "conflicting_duplicates";

  /** There are four pipelines; room for more to come. */
  private static final int MOST_PIPELINES = 100;

  /** There are six reasons; room for more to come. */
  private static final int MOST_REASONS = 100;

  private StatusQuery() {}

  /** Late events in hourly documents that the caller may see. */
  static ObjectNode lateEvents(Scope scope, TimeRange range) {
    ObjectNode aggregations = Clauses.object();
    Aggregations.field(aggregations, LATE, "sum", LATE);
    return SearchBody.aggregate(
        new Selection(scope, range, Filters.NONE).hourlyQuery(), aggregations);
  }

  /** What became of the tenant's events, by pipeline; the documents name no user. */
  static ObjectNode events(Scope scope, TimeRange range) {
    ObjectNode sums = Clauses.object();
    Aggregations.field(sums, COUNTED, "sum", COUNTED);
    Aggregations.field(sums, DUPLICATES, "sum", DUPLICATES);
    Aggregations.field(sums, CONFLICTING, "sum", CONFLICTING);
    ObjectNode pipelines =
        Clauses.object(
            "terms", Clauses.object().put("field", "pipeline").put("size", MOST_PIPELINES));
    pipelines.set("aggs", sums);
    List<JsonNode> clauses = new ArrayList<>(ScopeFilter.tenant(scope));
    clauses.add(Clauses.within("hour", range.from(), range.to()));
    return SearchBody.aggregate(
        Clauses.all(clauses, List.of()), Clauses.object(PIPELINES, pipelines));
  }

  /** Dead letters by reason; they name no user, only the tenant. */
  static ObjectNode deadLetters(Scope scope, TimeRange range) {
    ObjectNode terms = Clauses.object().put("field", "reason").put("size", MOST_REASONS);
    List<JsonNode> clauses = new ArrayList<>(ScopeFilter.tenant(scope));
    clauses.add(Clauses.within("recorded_at", range.from(), range.to()));
    return SearchBody.aggregate(
        Clauses.all(clauses, List.of()), Clauses.object(REASONS, Clauses.object("terms", terms)));
  }
}
