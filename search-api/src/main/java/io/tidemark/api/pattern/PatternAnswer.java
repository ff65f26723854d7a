/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.pattern;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.search.Coverage;
import java.util.List;

/**
 * A metric by weekday and hour of the last four weeks.
 *
 * @param hours final hours on which it rests
 * @param cells 24 hours of each of 7 weekdays, Monday first
 * @param peak the hour of the week with the greatest median; null without usage
 * @param nightShare share of the usage from 22:00 to 06:00; null without usage
 * @param weekendShare share of the usage on Saturdays and Sundays; null without usage
 */
record PatternAnswer(
    @JsonUnwrapped Coverage coverage,
    String metric,
    String timeZone,
    int hours,
    List<Cell> cells,
    @Schema(nullable = true) Cell peak,
    @Schema(nullable = true) Double nightShare,
    @Schema(nullable = true) Double weekendShare) {

  /**
   * One hour of the week.
   *
   * @param weekday 1 is Monday
   * @param hour from 0 to 23
   * @param median null when no such hour is final
   * @param maximum null when no such hour is final
   */
  record Cell(
      int weekday,
      int hour,
      @Schema(nullable = true) Double median,
      @Schema(nullable = true) Double maximum) {}
}
