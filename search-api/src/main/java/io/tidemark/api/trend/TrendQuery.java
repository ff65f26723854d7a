/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.timeseries.Interval.Bucket;
import io.tidemark.api.timeseries.PointSearch;
import io.tidemark.api.timeseries.Points;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metric per point, and per series where there are groups. */
final class TrendQuery {

  static final String POINTS = "points";
  static final String SERIES = "series";
  static final String OTHER = "other";

  private TrendQuery() {}

  /** Some points without groups. */
  static Search createSearch(TrendRequest request, List<Bucket> points) {
    return aggregate(request, points, POINTS, createPoints(request, points));
  }

  /** {@code keys}: the values that get a series each; null for documents without the dimension. */
  static Search createSearch(
      TrendRequest request, List<Bucket> points, String dimension, List<String> keys) {
    Map<String, Query> filters = new LinkedHashMap<>();
    for (String key : keys) {
      filters.put(seriesName(filters.size()), group(dimension, key));
    }
    Aggregation series =
        Aggregation.of(
            aggregation ->
                aggregation
                    .filters(f -> f.filters(each -> each.keyed(filters)).otherBucketKey(OTHER))
                    .aggregations(POINTS, createPoints(request, points)));
    return aggregate(request, points, SERIES, series);
  }

  private static Search aggregate(
      TrendRequest request, List<Bucket> points, String name, Aggregation aggregation) {
    Aggregations aggregations = new Aggregations();
    Points.coarsestWindow(aggregations);
    aggregations.add(name, aggregation);
    Selection selection = request.selection().within(PointSearch.rangeOf(points));
    return Search.aggregate(selection.hourlyQuery(), aggregations.byName());
  }

  static String seriesName(int position) {
    return "s" + position;
  }

  private static Query group(String dimension, String key) {
    return key == null ? Queries.missing(dimension) : Queries.term(dimension, key);
  }

  private static Aggregation createPoints(TrendRequest request, List<Bucket> points) {
    Aggregations values = new Aggregations();
    request.metric().addTo(values);
    return Points.aggregation(request.interval(), points, values);
  }
}
