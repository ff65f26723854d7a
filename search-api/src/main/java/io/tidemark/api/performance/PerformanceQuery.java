/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.performance;

import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Duration;
import io.tidemark.api.query.Search;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.workload.Workload;
import java.util.List;

/** Percentiles and errors per point, and calls by status code over the whole range. */
final class PerformanceQuery {

  static final String POINTS = "points";
  static final String CODES = "status_codes.";

  private PerformanceQuery() {}

  /** The query of each point. */
  static Aggregations metrics(PerformanceRequest request) {
    Aggregations metrics = new Aggregations();
    Workload.MODEL_CALLS.metric("error_rate").addTo(metrics);
    Duration.addTo(metrics, request.duration());
    return metrics;
  }

  /** {@code codes}: the status codes there are. */
  static Search createSearch(PerformanceRequest request, List<String> codes) {
    Aggregations metrics = metrics(request);
    Aggregations aggregations = new Aggregations();
    Points.coarsestWindow(aggregations);
    aggregations.add(POINTS, Points.aggregation(request.interval(), request.buckets(), metrics));
    for (String code : codes) {
      aggregations.addSum(CODES + code, CODES + code);
    }
    return Search.aggregate(request.selection().hourlyQuery(), aggregations.byName());
  }
}
