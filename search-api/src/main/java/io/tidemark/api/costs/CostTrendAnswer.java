/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.cost.CostBasis.Unpriced;
import io.tidemark.api.costs.CostAnswer.PriceBasis;
import io.tidemark.api.search.Coverage;
import io.tidemark.model.pricing.Money;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * The cost over time.
 *
 * @param exactDays false if some midnight of the time zone falls inside a window, or inside a day
 *     of daily documents
 * @param groupBy what the series are; null for a single series
 * @param unpriced usage without a known price, which the amounts leave out
 */
record CostTrendAnswer(
    @JsonUnwrapped Coverage coverage,
    @JsonUnwrapped PriceBasis basis,
    String metric,
    String interval,
    String timeZone,
    boolean exactDays,
    @Schema(nullable = true) String groupBy,
    List<Series> series,
    Unpriced unpriced) {

  /** Kind of a series. */
  enum Kind {
    /** All selected usage. */
    all,
    /** One value. */
    group,
    /** Usage without a value. */
    unknown,
    /** Usage in no other series. */
    other,
    /** A fixed cost, by its name. */
    fixed_cost,
    /** The whole cost of a pool, by its name. */
    pool
  }

  CostTrendAnswer withSeries(List<Series> others) {
    return new CostTrendAnswer(
        coverage, basis, metric, interval, timeZone, exactDays, groupBy, others, unpriced);
  }

  /**
   * One series.
   *
   * @param key null unless it is one value
   * @param label name that the directory has for the value; absent without one
   */
  record Series(
      Kind kind,
      @Schema(nullable = true) String key,
      @JsonInclude(JsonInclude.Include.NON_NULL) String label,
      List<Point> points) {

    Series(Kind kind, String key, List<Point> points) {
      this(kind, key, null, points);
    }

    Series withLabel(String name) {
      return new Series(kind, key, name, points);
    }
  }

  /** {@code value} is decimal text; null if unknown. */
  record Point(OffsetDateTime time, Money value) {}
}
