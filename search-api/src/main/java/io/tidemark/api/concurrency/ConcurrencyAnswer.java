/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.concurrency;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.search.Coverage;
import java.time.Instant;
import java.util.List;

/**
 * How many runs at the same time.
 *
 * @param value null for the tenant
 * @param peak greatest of the range with the start of the first hour, or minute, that saw it
 * @param unknownEnd runs that started in the range and were given up, because no end was reported;
 *     they are in none of the other values
 * @param openRuns runs that are counted at the end of the range and have reported no end yet; null
 *     when the range ends before the running hour
 * @param minutes the peak in each minute; null for ranges beyond 12 hours
 * @param levels for how long each number of runs was running, lowest first
 */
record ConcurrencyAnswer(
    @JsonUnwrapped Coverage coverage,
    String dimension,
    @Schema(nullable = true) String value,
    @Schema(nullable = true) Peak peak,
    @Schema(nullable = true) Long unknownEnd,
    @Schema(nullable = true) Long openRuns,
    List<Hour> hours,
    @Schema(nullable = true) List<Minute> minutes,
    List<Level> levels) {

  /** The greatest number of runs. */
  record Peak(long max, Instant time) {}

  /** One hour; null where nothing is known. */
  record Hour(Instant time, Long max, Double mean, Long min, Long unknownEnd) {}

  /** One minute. */
  record Minute(Instant time, long max) {}

  /**
   * One number of runs.
   *
   * @param ms milliseconds during which exactly that many were running
   * @param shareAtLeast share of the measured time with that many or more, 0 to 1
   */
  record Level(long level, long ms, double shareAtLeast) {}
}
