/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import io.tidemark.api.measure.Aggregations;
import io.tidemark.api.query.Clauses;
import io.tidemark.api.query.SearchBody;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The figure per point, and per series where there are groups. */
final class TrendQuery {

  static final String POINTS = "points";
  static final String SERIES = "series";
  static final String OTHER = "other";
  static final String COARSEST_WINDOW = "window_minutes";

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
    Aggregations.field(aggregations, COARSEST_WINDOW, "max", "window_minutes");
    return aggregations;
  }

  private static ObjectNode points(TrendRequest request) {
    ObjectNode figure = Clauses.object();
    request.metric().addTo(figure);
    ObjectNode points =
        request.interval() == Interval.HOUR ? hours() : Clauses.object("date_range", days(request));
    points.set("aggs", figure);
    return points;
  }

  private static ObjectNode hours() {
    return Clauses.object(
        "date_histogram",
        Clauses.object().put("field", "hour").put("fixed_interval", "1h").put("min_doc_count", 1));
  }

  // The days are cut here, not by the cluster: its zone rules may be older than ours.
  private static ObjectNode days(TrendRequest request) {
    List<JsonNode> ranges = new ArrayList<>();
    for (Interval.Bucket day : request.buckets()) {
      ranges.add(
          Clauses.object()
              .put("from", day.from().toEpochMilli())
              .put("to", day.to().toEpochMilli()));
    }
    ObjectNode days = Clauses.object().put("field", "hour").put("format", "epoch_millis");
    return days.set("ranges", Clauses.array(ranges));
  }
}
