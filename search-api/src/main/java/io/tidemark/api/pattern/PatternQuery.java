/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.pattern;

import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Search;
import io.tidemark.api.timeseries.Interval;
import io.tidemark.api.timeseries.Points;

/** The metric per hour. */
final class PatternQuery {

  static final String POINTS = "points";

  private PatternQuery() {}

  static Search createSearch(PatternRequest request) {
    Aggregations values = new Aggregations();
    request.metric().addTo(values);
    return Search.aggregate(
        request.selection().hourlyQuery(),
        new Aggregations()
            .add(POINTS, Points.aggregation(Interval.HOUR, request.buckets(), values))
            .byName());
  }
}
