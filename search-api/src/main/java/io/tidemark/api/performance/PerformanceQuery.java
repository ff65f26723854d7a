/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.performance;

import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Duration;
import io.tidemark.api.query.Clauses;
import io.tidemark.api.query.SearchBody;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.workload.Workload;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Percentiles and errors per point, and calls by status code over the whole range. */
final class PerformanceQuery {

  static final String POINTS = "points";
  static final String CODES = "status_codes.";

  private PerformanceQuery() {}

  /** What is asked of each point. */
  static ObjectNode figures(PerformanceRequest request) {
    ObjectNode figures = Clauses.object();
    Workload.MODEL_CALLS.metric("error_rate").addTo(figures);
    Duration.addTo(figures, request.duration());
    return figures;
  }

  /** {@code codes}: the status codes there are. */
  static ObjectNode body(PerformanceRequest request, List<String> codes) {
    ObjectNode figures = figures(request);
    ObjectNode aggregations = Clauses.object();
    Points.coarsestWindow(aggregations);
    aggregations.set(POINTS, Points.aggregation(request.interval(), request.buckets(), figures));
    for (String code : codes) {
      Aggregations.field(aggregations, CODES + code, "sum", CODES + code);
    }
    return SearchBody.aggregate(request.selection().hourlyQuery(), aggregations);
  }
}
