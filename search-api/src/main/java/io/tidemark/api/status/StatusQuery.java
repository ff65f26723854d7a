/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.status;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The outcomes of the tenant's events. */
final class StatusQuery {

  static final String LATE = "late_events";
  static final String REASONS = "reasons";
  static final String PIPELINES = "pipelines";
  static final String COUNTED = "counted";
  static final String DUPLICATES = "duplicates";
  static final String CONFLICTING = "conflicting_duplicates";

  /** There are five pipelines; room for more to come. */
  private static final int MOST_PIPELINES = 100;

  /** There are six reasons; room for more to come. */
  private static final int MOST_REASONS = 100;

  private StatusQuery() {}

  /** Late events in hourly documents that the caller may see. */
  static Search lateEvents(Scope scope, TimeRange range) {
    return Search.aggregate(
        new Selection(scope, range, Filters.NONE).hourlyQuery(),
        new Aggregations().addSum(LATE, LATE).byName());
  }

  /** The outcomes of the tenant's events, by pipeline; the documents name no user. */
  static Search searchEvents(Scope scope, TimeRange range) {
    Aggregations sums =
        new Aggregations()
            .addSum(COUNTED, COUNTED)
            .addSum(DUPLICATES, DUPLICATES)
            .addSum(CONFLICTING, CONFLICTING);
    Aggregation pipelines =
        Aggregation.of(
            aggregation ->
                aggregation
                    .terms(terms -> terms.field("pipeline").size(MOST_PIPELINES))
                    .aggregations(sums.byName()));
    return Search.aggregate(ofTenant(scope, "hour", range), Map.of(PIPELINES, pipelines));
  }

  /** Dead letters by reason; they name no user, only the tenant. */
  static Search deadLetters(Scope scope, TimeRange range) {
    Aggregation reasons =
        Aggregation.of(
            aggregation -> aggregation.terms(terms -> terms.field("reason").size(MOST_REASONS)));
    return Search.aggregate(ofTenant(scope, "recorded_at", range), Map.of(REASONS, reasons));
  }

  private static Query ofTenant(Scope scope, String timeField, TimeRange range) {
    List<Query> filters = new ArrayList<>(ScopeFilter.tenant(scope));
    filters.add(Queries.within(timeField, range.from(), range.to()));
    return Queries.all(filters, List.of());
  }
}
