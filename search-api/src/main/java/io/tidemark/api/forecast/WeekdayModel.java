/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import io.tidemark.api.statistics.Statistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Expects a day to be level × weekday profile, where the level follows a damped trend. Fitting has
 * no randomness: equal series give equal forecasts.
 */
final class WeekdayModel {

  /** How answers name it. */
  static final String NAME = "weekday_profile_damped_trend";

  /** The shortest series that it fits. */
  static final int LEAST_DAYS = 7;

  private static final int WEEK = 7;

  /** The profile is that of the newest 13 weeks: working weeks change within a long history. */
  private static final int PROFILE_DAYS = 13 * WEEK;

  /**
   * Weights of the newest day in level and trend, and how much of the trend is left a day later.
   */
  private static final double LEVEL_WEIGHT = 0.2;

  private static final double TREND_WEIGHT = 0.05;
  private static final double DAMPING = 0.9;

  /** So many times the level is all that one day can say: an outlier is no new level. */
  private static final double MOST_TIMES = 3;

  /** A weekday with less than this of the mean says nothing about the level. */
  private static final double LEAST_SHARE = 0.05;

  private final DailySeries series;
  private final double[] profile;
  private double level;
  private double trend;

  private WeekdayModel(DailySeries series) {
    this.series = series;
    this.profile = profile(series);
    this.level = mean(series.values(), 0);
    for (int i = 0; i < series.length(); i++) {
      double share = profile[series.weekdayAt(i)];
      if (series.isKnown(i) && share >= LEAST_SHARE) {
        addDay(series.values()[i] / share);
      }
    }
  }

  /** Fits a series of at least {@link #LEAST_DAYS}. */
  static WeekdayModel fitModel(DailySeries series) {
    if (series.length() < LEAST_DAYS) {
      throw new IllegalArgumentException("days: " + series.length());
    }
    return new WeekdayModel(series);
  }

  /** The number of days that it fits. */
  int length() {
    return series.length();
  }

  private void addDay(double withoutProfile) {
    double before = level;
    double kept = level > 0 ? Math.min(withoutProfile, MOST_TIMES * level) : withoutProfile;
    level = LEVEL_WEIGHT * kept + (1 - LEVEL_WEIGHT) * (level + DAMPING * trend);
    trend = TREND_WEIGHT * (level - before) + (1 - TREND_WEIGHT) * DAMPING * trend;
  }

  /** The median share of each weekday in the week around it, of late; their mean is 1. */
  private static double[] profile(DailySeries series) {
    List<List<Double>> shares = new ArrayList<>();
    for (int i = 0; i < WEEK; i++) {
      shares.add(new ArrayList<>());
    }
    for (int i = Math.max(0, series.length() - PROFILE_DAYS); i < series.length(); i++) {
      int start = Math.max(0, Math.min(i - WEEK / 2, series.length() - WEEK));
      double mean = mean(series.values(), start);
      if (series.isKnown(i) && mean > 0) {
        shares.get(series.weekdayAt(i)).add(series.values()[i] / mean);
      }
    }
    double[] profile = new double[WEEK];
    double sum = 0;
    for (int i = 0; i < WEEK; i++) {
      profile[i] = shares.get(i).isEmpty() ? 1 : Statistics.median(shares.get(i));
      sum += profile[i];
    }
    for (int i = 0; i < WEEK; i++) {
      profile[i] = sum == 0 ? 1 : profile[i] * WEEK / sum;
    }
    return profile;
  }

  /** The mean of the known days of the week that starts at a position; 0 without any. */
  private static double mean(double[] values, int start) {
    return Arrays.stream(values, start, start + WEEK)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(0);
  }

  /** The expected value that many days after the last one, from 1. */
  double expectValue(int ahead) {
    // The damped trends of all days until then: a geometric series.
    double trends = DAMPING * (1 - Math.pow(DAMPING, ahead)) / (1 - DAMPING);
    double share = profile[series.weekdayAt(series.length() - 1 + ahead)];
    return Math.max(0, (level + trends * trend) * share);
  }

  /** The error that a day with this expectation may have, up to a factor. */
  double scaleOf(double expected) {
    // A quiet weekday is not as exact as it is small.
    return (expected + Math.max(0, level)) / 2;
  }
}
