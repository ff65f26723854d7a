/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.performance;

import io.tidemark.api.access.Scope;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.timeseries.Interval;
import io.tidemark.api.timeseries.Points;
import io.tidemark.api.workload.Workload;
import java.time.ZoneId;
import java.util.List;

/**
 * Latency and errors over time.
 *
 * @param duration {@code latency_ms} or {@code time_to_first_token_ms}
 */
record PerformanceRequest(Selection selection, String duration, Interval interval, ZoneId zone) {

  static ParameterSet parameters() {
    return Selection.longParameters(Workload.MODEL_CALLS)
        .and(Interval.PARAMETERS)
        .and(
            Parameter.choice(
                "duration",
                "Duration of the whole call, or time to its first token.",
                List.of("latency_ms", "time_to_first_token_ms"),
                "latency_ms"));
  }

  static PerformanceRequest of(ParameterValues values, Scope scope, Tiers tiers) {
    Interval interval = Interval.of(values.choice("interval"));
    ZoneId zone = values.zone("time_zone");
    PerformanceRequest request =
        new PerformanceRequest(
            tiers.select(values, Workload.MODEL_CALLS, scope, interval, zone),
            values.choice("duration"),
            interval,
            zone);
    // Refuses what is too much before anything is asked.
    request.expectedAnswer();
    return request;
  }

  ExpectedAnswer expectedAnswer() {
    return ExpectedAnswer.ofPoints(
        buckets().size(),
        PerformanceQuery.metrics(this).size(),
        Reduction.ofBuckets(
            PerformanceQuery.POINTS,
            point -> Points.reduce(point, found -> PerformanceReader.readPoint(this, found))));
  }

  List<Interval.Bucket> buckets() {
    return interval.cut(selection.range(), zone);
  }
}
