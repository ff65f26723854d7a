/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.cost.CostBasis;
import io.tidemark.api.search.Coverage;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * One metric over time.
 *
 * @param exactDays false if windows cannot be split at midnight of the time zone
 * @param groupBy dimension of the series; null for a single series
 */
record TrendAnswer(
    @JsonUnwrapped Coverage coverage,
    @JsonUnwrapped CostBasis basis,
    String metric,
    String interval,
    String timeZone,
    boolean exactDays,
    @Schema(nullable = true) String groupBy,
    List<Series> series) {

  /** Kind of a series. */
  enum Kind {
    /** All selected documents. */
    all,
    /** One value of the dimension. */
    group,
    /** Documents without the dimension. */
    unknown,
    /** Documents in no other series. */
    other
  }

  /**
   * One series.
   *
   * @param key the value; null unless it is one value
   * @param label name that the directory has for the value; absent without one
   */
  record Series(
      Kind kind,
      @Schema(nullable = true) String key,
      @JsonInclude(JsonInclude.Include.NON_NULL) String label,
      List<Point> points) {}

  /**
   * {@code value} is null if unknown; money is decimal text. In a final and complete interval
   * without documents, a metric that adds up is 0, unless no point of the series has a value.
   */
  record Point(OffsetDateTime time, Number value) {}
}
