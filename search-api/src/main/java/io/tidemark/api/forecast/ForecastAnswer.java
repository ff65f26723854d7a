/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.cost.CostBasis;
import io.tidemark.api.search.Coverage;
import java.time.LocalDate;
import java.util.List;

/**
 * A forecast. Of ten values, eight are expected between low and high. Money is decimal text.
 *
 * @param coverage the history
 * @param basis of answers about money
 * @param method how it is made
 * @param historyDays complete final days on which it rests
 * @param unknownDays complete final days that are left out: they have usage whose value is unknown
 * @param backtest how earlier forecasts of the same kind would have done
 * @param days local days that are not over, or not final yet
 * @param total of all days of the horizon
 * @param groupBy dimension of the groups; null without groups
 * @param groups the greatest values; null without groups
 */
record ForecastAnswer(
    @JsonUnwrapped Coverage coverage,
    @JsonUnwrapped CostBasis basis,
    String metric,
    String horizon,
    String timeZone,
    String method,
    int historyDays,
    int unknownDays,
    Backtest backtest,
    List<Day> days,
    Total total,
    @Schema(nullable = true) String groupBy,
    @Schema(nullable = true) List<Group> groups) {

  /**
   * Forecasts for up to seven days, from each day of the history.
   *
   * @param wape sum of absolute errors over the sum of the values; null when that is 0
   * @param coverage share of values between low and high, which were made without them
   */
  record Backtest(@Schema(nullable = true) Double wape, @Schema(nullable = true) Double coverage) {}

  /** One local day. */
  record Day(LocalDate day, Number expected, Number low, Number high) {}

  /**
   * The whole horizon.
   *
   * @param actual final days of the horizon, which are part of the other numbers; null when none of
   *     these days is known
   */
  record Total(@Schema(nullable = true) Number actual, Number expected, Number low, Number high) {}

  /**
   * One value of the dimension.
   *
   * @param key null if unknown
   * @param days empty when the value has too little history
   * @param total null when the value has too little history
   */
  record Group(
      @Schema(nullable = true) String key,
      int historyDays,
      int unknownDays,
      List<Day> days,
      @Schema(nullable = true) Total total) {}
}
