/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** The continuation of a daily series. */
final class Forecast {

  /** Complete days that a forecast needs. */
  static final int LEAST_HISTORY = 14;

  private static final double WEEK = 7;

  /** The largest factor by which intervals widen with the distance of the day. */
  private static final double WIDEST = 3;

  private final DailySeries history;
  private final WeekdayModel model;
  private final RollingBacktest backtest;
  private final RollingBacktest.Interval ofDays;
  private final RollingBacktest.Interval ofSums;

  /**
   * One value; of ten, eight are expected between {@code low} and {@code high}.
   *
   * @param low not below 0
   */
  record Range(double expected, double low, double high) {}

  Forecast(DailySeries history) {
    if (history.knownDays() < LEAST_HISTORY) {
      throw new IllegalArgumentException("days: " + history.knownDays());
    }
    this.history = history;
    this.model = WeekdayModel.fitModel(history);
    this.backtest = new RollingBacktest(history);
    this.ofDays = backtest.ofDays();
    this.ofSums = backtest.ofSums();
  }

  RollingBacktest backtest() {
    return backtest;
  }

  /** One day after the history. */
  Range expectDay(LocalDate day) {
    int ahead = ahead(day);
    double expected = model.expectValue(ahead);
    return range(expected, model.scaleOf(expected) * growth(ahead), ofDays);
  }

  /** The sum of days after the history, which follow each other. */
  Range expectSum(List<LocalDate> days) {
    double[] expected = days.stream().mapToDouble(day -> model.expectValue(ahead(day))).toArray();
    double sum = IntStream.range(0, expected.length).mapToDouble(i -> expected[i]).sum();
    double scale =
        IntStream.range(0, expected.length).mapToDouble(i -> model.scaleOf(expected[i])).sum();
    int last = days.isEmpty() ? 1 : ahead(days.get(days.size() - 1));
    return range(sum, scale * growth(last), ofSums);
  }

  private static Range range(double expected, double scale, RollingBacktest.Interval interval) {
    return new Range(
        expected,
        Math.max(0, expected + interval.low() * scale),
        expected + interval.high() * scale);
  }

  /** Intervals grow beyond the week that was tested. */
  private static double growth(int ahead) {
    return Math.min(WIDEST, Math.sqrt(Math.max(1, ahead / WEEK)));
  }

  private int ahead(LocalDate day) {
    return (int) (day.toEpochDay() - history.end().toEpochDay()) + 1;
  }
}
