/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Forecasts that the model would have made on earlier days, for up to a week each, against the days
 * that followed.
 */
final class RollingBacktest {

  private static final int WEEK = 7;
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  private final List<Origin> origins = new ArrayList<>();
  private final double widening;

  /** The errors of the days after one day, and of their sum, in units of the scale. */
  private static final class Origin {
    private final double[] days;
    private final double sum;

    Origin(double[] days, double sum) {
      this.days = days;
      this.sum = sum;
    }
  }

  /** Factors of the scale, below and above the expectation. */
  record Interval(double low, double high) {

    boolean contains(double error) {
      return error >= low && error <= high;
    }
  }

  private double absoluteErrors;
  private double actuals;

  RollingBacktest(DailySeries series) {
    // Few weeks say less about their errors than there is.
    widening = 1 + 2.0 / series.knownDays();
    for (int end = WeekdayModel.LEAST_DAYS; end < series.length(); end++) {
      DailySeries before = series.start(end);
      int[] following = listKnownDays(series, end);
      if (before.knownDays() >= WeekdayModel.LEAST_DAYS && following.length > 0) {
        origins.add(origin(WeekdayModel.fitModel(before), series, following));
      }
    }
  }

  /** The positions of the known days of a week. */
  private static int[] listKnownDays(DailySeries series, int start) {
    return IntStream.range(start, Math.min(start + WEEK, series.length()))
        .filter(series::isKnown)
        .toArray();
  }

  private Origin origin(WeekdayModel model, DailySeries series, int[] following) {
    double[] errors = new double[following.length];
    double sum = 0;
    double scales = 0;
    for (int i = 0; i < errors.length; i++) {
      double expected = model.expectValue(following[i] - model.length() + 1);
      double actual = series.values()[following[i]];
      double scale = model.scaleOf(expected);
      errors[i] = divide(actual - expected, scale);
      sum += actual - expected;
      scales += scale;
      absoluteErrors += Math.abs(actual - expected);
      actuals += actual;
    }
    return new Origin(errors, divide(sum, scales));
  }

  private static double divide(double error, double scale) {
    return scale > 0 ? error / scale : 0;
  }

  /** The sum of absolute errors over the sum of the days; NaN when the days had nothing. */
  double wape() {
    return actuals > 0 ? absoluteErrors / actuals : Double.NaN;
  }

  /** The interval of single days. */
  Interval ofDays() {
    return interval(origins.stream().flatMapToDouble(one -> Arrays.stream(one.days)).toArray());
  }

  /** The interval of sums over up to a week. */
  Interval ofSums() {
    return interval(origins.stream().mapToDouble(one -> one.sum).toArray());
  }

  /** The share of days within an interval from the errors of all other origins. */
  double coverage() {
    int within = 0;
    int days = 0;
    for (Origin tested : origins) {
      double[] others =
          origins.stream()
              .filter(one -> one != tested)
              .flatMapToDouble(one -> Arrays.stream(one.days))
              .toArray();
      Interval interval = interval(others);
      within += (int) Arrays.stream(tested.days).filter(interval::contains).count();
      days += tested.days.length;
    }
    return days == 0 ? Double.NaN : (double) within / days;
  }

  private Interval interval(double[] errors) {
    if (errors.length == 0) {
      return new Interval(0, 0);
    }
    double[] sorted = errors.clone();
    Arrays.sort(sorted);
    return new Interval(
        Math.min(0, quantile(sorted, LOW) * widening),
        Math.max(0, quantile(sorted, HIGH) * widening));
  }

  /** The quantile that a further error keeps to with this probability. */
  private static double quantile(double[] sorted, double probability) {
    double position = probability * (sorted.length + 1) - 1;
    double within = Math.max(0, Math.min(position, sorted.length - 1));
    int below = (int) within;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (within - below) * (sorted[above] - sorted[below]);
  }
}
