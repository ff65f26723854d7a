/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.access.Scope;
import io.tidemark.api.export.Export;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.timeseries.Interval;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The cost of all workloads over time.
 *
 * @param groupBy absent: one series
 * @param limit how many series, the rest not counted
 */
record CostTrendRequest(
    AccountSelection selection,
    Interval interval,
    ZoneId zone,
    Optional<CostGroup> groupBy,
    int limit) {

  private static final int MOST_POINTS = 2_000;
  private static final long MOST_SERIES = 100;

  static ParameterSet parameters() {
    return AccountSelection.parameters()
        .and(Interval.PARAMETERS)
        .and(
            Parameter.choice(
                "group_by",
                "Split by this: one series per top value; the rest are combined as other.",
                CostGroup.ids(),
                null),
            Parameter.count("limit", "Number of series besides other.", 10L, 5, 1, MOST_SERIES),
            Export.PARAMETER,
            Export.DOWNLOAD);
  }

  static CostTrendRequest of(ParameterValues values, Scope scope, Tiers tiers) {
    Interval interval = Interval.of(values.choice("interval"));
    ZoneId zone = values.zone("time_zone");
    CostTrendRequest request =
        new CostTrendRequest(
            AccountSelection.of(values, scope, tiers, interval, zone),
            interval,
            zone,
            values.text("group_by").map(CostGroup::of),
            values.size("limit"));
    int series = request.groupBy.isPresent() ? request.limit + 1 : 1;
    int points = request.buckets().size() * series;
    if (points > MOST_POINTS) {
      throw ProblemException.tooLarge(
          "The answer could have "
              + points
              + " points; ask for days, a shorter range or fewer series.",
          MOST_POINTS);
    }
    return request;
  }

  /** The same about other usage. */
  CostTrendRequest about(AccountSelection other) {
    return new CostTrendRequest(other, interval, zone, groupBy, limit);
  }

  List<Interval.Bucket> buckets() {
    return interval.cut(selection.range(), zone);
  }
}
