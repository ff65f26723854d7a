/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.performance;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tidemark.api.metric.Duration;
import io.tidemark.api.search.Coverage;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Latency and errors over time.
 *
 * @param duration which duration the points show
 * @param exactDays false where windows are too coarse to be cut at midnight of the zone
 * @param statusCodes calls over the whole range; calls without a code are in none
 */
record PerformanceAnswer(
    @JsonUnwrapped Coverage coverage,
    String duration,
    String interval,
    String timeZone,
    boolean exactDays,
    List<Point> points,
    List<Code> statusCodes) {

  /**
   * Null where nothing is known; {@code calls} is 0 in a final and complete time without documents.
   */
  record Point(OffsetDateTime time, Long calls, Double errorRate, Duration durations) {}

  /** Calls answered with one status code. */
  record Code(int statusCode, long calls) {}
}
