/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

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

/** The metric per local day, of all and of single values of a dimension. */
final class ForecastQuery {

  static final String POINTS = "points";
  static final String GROUPS = "groups";

  private ForecastQuery() {}

  /**
   * Some days of the history, which follow each other.
   *
   * @param keys values with days of their own; null for documents without the dimension
   */
  static Search createSearch(ForecastRequest request, List<Bucket> days, List<String> keys) {
    Aggregations aggregations = new Aggregations();
    aggregations.add(POINTS, points(request, days));
    if (!keys.isEmpty()) {
      String dimension = request.groupBy().orElseThrow();
      Map<String, Query> filters = new LinkedHashMap<>();
      keys.forEach(key -> filters.put(name(filters.size()), group(dimension, key)));
      aggregations.add(
          GROUPS,
          Aggregation.of(
              aggregation ->
                  aggregation
                      .filters(f -> f.filters(each -> each.keyed(filters)))
                      .aggregations(POINTS, points(request, days))));
    }
    Selection selection = request.selection().within(PointSearch.rangeOf(days));
    return Search.aggregate(selection.hourlyQuery(), aggregations.byName());
  }

  static String name(int position) {
    return "g" + position;
  }

  private static Query group(String dimension, String key) {
    return key == null ? Queries.missing(dimension) : Queries.term(dimension, key);
  }

  private static Aggregation points(ForecastRequest request, List<Bucket> days) {
    Aggregations values = new Aggregations();
    request.metric().addTo(values);
    return Points.aggregation(Interval.DAY, days, values);
  }
}
