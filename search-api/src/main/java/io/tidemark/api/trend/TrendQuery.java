/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import io.tidemark.api.query.Clauses;
import io.tidemark.api.query.SearchBody;
import io.tidemark.api.timeseries.Points;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The figure per point, and per series where there are groups. */
final class TrendQuery {

  static final String POINTS = "points";
  static final String SERIES = "series";
  static final String OTHER = "other";

  private TrendQuery() {}

  /** Without groups. */
  static ObjectNode body(TrendRequest request) {
    ObjectNode aggregations = coarsestWindow();
    aggregations.set(POINTS, points(request));
    return SearchBody.aggregate(request.selection().hourlyQuery(), aggregations);
  }

  /** {@code keys}: the values that get a series each; null for documents without the dimension. */
  static ObjectNode body(TrendRequest request, String dimension, List<String> keys) {
    ObjectNode filters = Clauses.object();
    for (String key : keys) {
      filters.set(seriesName(filters.size()), group(dimension, key));
    }
    ObjectNode series =
        Clauses.object(
            "filters", Clauses.object("filters", filters).put("other_bucket_key", OTHER));
    series.set("aggs", Clauses.object(POINTS, points(request)));
    ObjectNode aggregations = coarsestWindow();
    aggregations.set(SERIES, series);
    return SearchBody.aggregate(request.selection().hourlyQuery(), aggregations);
  }

  static String seriesName(int position) {
    return "s" + position;
  }

  private static JsonNode group(String dimension, String key) {
    return key == null ? Clauses.missing(dimension) : Clauses.term(dimension, key);
  }

  private static ObjectNode coarsestWindow() {
    ObjectNode aggregations = Clauses.object();
    Points.coarsestWindow(aggregations);
    return aggregations;
  }

  private static ObjectNode points(TrendRequest request) {
    ObjectNode figure = Clauses.object();
    request.metric().addTo(figure);
    return Points.aggregation(request.interval(), request.buckets(), figure);
  }
}
