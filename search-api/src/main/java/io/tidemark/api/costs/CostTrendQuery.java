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
import io.tidemark.api.timeseries.Interval;
import io.tidemark.api.timeseries.Interval.Bucket;
import io.tidemark.api.timeseries.PointSearch;
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

  /** Some points without groups. */
  static Search createSearch(
      Interval interval, List<Bucket> points, Selection selection, Aggregations usage) {
    return createAggregation(
        points, selection, POINTS, Points.aggregation(interval, points, usage));
  }

  /** {@code keys}: the values of {@code field} that get a series each; null for unknown. */
  static Search createSearch(
      Interval interval,
      List<Bucket> points,
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
        points,
        selection,
        SERIES,
        Aggregation.of(
            aggregation ->
                aggregation
                    .filters(f -> f.filters(each -> each.keyed(filters)).otherBucketKey(OTHER))
                    .aggregations(POINTS, Points.aggregation(interval, points, usage))));
  }

  static String seriesName(int position) {
    return "s" + position;
  }

  private static Search createAggregation(
      List<Bucket> points, Selection selection, String name, Aggregation aggregation) {
    return Search.aggregate(
        selection.within(PointSearch.rangeOf(points)).hourlyQuery(), Map.of(name, aggregation));
  }
}
