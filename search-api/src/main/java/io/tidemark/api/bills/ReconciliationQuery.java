/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Searches by UTC day. */
final class ReconciliationQuery {

  static final String DAYS = "days";
  static final String MODELS = "models";
  static final String LATE = "late_events";
  static final String WITHOUT_USAGE = "calls_without_usage";
  static final String DUPLICATES = "duplicates";

  private static final String HOUR = "hour";
  private static final String MODEL = "model";

  /** More than any platform has. */
  private static final int MOST_MODELS = 2_000;

  private ReconciliationQuery() {}

  /** The usage of each day, with what may explain differences by model. */
  static Search searchUsage(Selection selection, Aggregations usage) {
    Aggregations sums = new Aggregations().addSum(LATE, LATE);
    sums.addSum(WITHOUT_USAGE, WITHOUT_USAGE);
    usage.add(
        MODELS,
        Aggregation.of(
            aggregation ->
                aggregation
                    .terms(terms -> terms.field(MODEL).size(MOST_MODELS))
                    .aggregations(sums.byName())));
    return Search.aggregate(selection.hourlyQuery(), Map.of(DAYS, createDays(HOUR, usage)));
  }

  /** Duplicates of each day. */
  static Search searchDuplicates(Scope scope, TimeRange range, String pipeline) {
    return Search.aggregate(
        ofPipeline(scope, HOUR, range, pipeline),
        Map.of(DAYS, createDays(HOUR, new Aggregations().addSum(DUPLICATES, DUPLICATES))));
  }

  /** Dead letters of each day. */
  static Search searchRejected(Scope scope, TimeRange range, String pipeline) {
    String time = "recorded_at";
    return Search.aggregate(
        ofPipeline(scope, time, range, pipeline),
        Map.of(DAYS, createDays(time, new Aggregations())));
  }

  private static Aggregation createDays(String field, Aggregations inner) {
    return Aggregation.of(
        aggregation ->
            aggregation
                .dateHistogram(
                    days -> days.field(field).fixedInterval(t -> t.time("1d")).minDocCount(1))
                .aggregations(inner.byName()));
  }

  private static Query ofPipeline(Scope scope, String time, TimeRange range, String pipeline) {
    List<Query> filters = new ArrayList<>(ScopeFilter.tenant(scope));
    filters.add(Queries.term("pipeline", pipeline));
    filters.add(Queries.within(time, range.from(), range.to()));
    return Queries.all(filters, List.of());
  }
}
