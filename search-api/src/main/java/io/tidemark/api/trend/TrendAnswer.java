/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.search.Coverage;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * One figure over time.
 *
 * @param exactDays false where windows are too coarse to be cut at midnight of the zone
 * @param groupBy the dimension of the series; null for a single one
 */
record TrendAnswer(
    @JsonUnwrapped Coverage coverage,
    String metric,
    String interval,
    String timeZone,
    boolean exactDays,
    @Schema(nullable = true) String groupBy,
    List<Series> series) {

  /** What a series stands for. */
  enum Kind {
    /** All that was selected. */
    all,
    /** One value of the dimension. */
    group,
    /** Documents that do not know the dimension. */
    unknown,
    /** What stands in no other series. */
    other
  }

  /** One line; {@code key} is null unless it stands for one value. */
  record Series(Kind kind, @Schema(nullable = true) String key, List<Point> points) {}

  /**
   * {@code value} is null where nothing is known. In a final time without documents what adds up is
   * 0, unless no time of the series knows it.
   */
  record Point(OffsetDateTime time, Number value) {}
}
