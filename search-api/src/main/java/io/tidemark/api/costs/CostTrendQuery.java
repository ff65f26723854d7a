/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.timeseries.Points;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The usage of one workload per point, and per series where there are groups. */
final class CostTrendQuery {

  static final String POINTS = "points";
  static final String SERIES = "series";
  static final String OTHER = "other";

  private CostTrendQuery() {}

  /** Without groups. */
  static Search createSearch(CostTrendRequest request, Selection selection, Aggregations usage) {
    return createAggregation(selection, POINTS, createPoints(request, usage));
  }

  /** {@code keys}: the values of {@code field} that get a series each; null for unknown. */
  static Search createSearch(
      CostTrendRequest request,
      Selection selection,
      Aggregations usage,
      String field,
      List<String> keys) {
    Map<String, Query> filters = new LinkedHashMap<>();
    for (String key : keys) {
      filters.put(
          seriesName(filters.size()),
          key == null ? Queries.missing(field) : Queries.term(field, key));
    }
    return createAggregation(
        selection,
        SERIES,
        Aggregation.of(
            aggregation ->
                aggregation
                    .filters(f -> f.filters(each -> each.keyed(filters)).otherBucketKey(OTHER))
                    .aggregations(POINTS, createPoints(request, usage))));
  }

  static String seriesName(int position) {
    return "s" + position;
  }

  private static Search createAggregation(
      Selection selection, String name, Aggregation aggregation) {
    return Search.aggregate(selection.hourlyQuery(), Map.of(name, aggregation));
  }

  private static Aggregation createPoints(CostTrendRequest request, Aggregations usage) {
    return Points.aggregation(request.interval(), request.buckets(), usage);
  }
}
