/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import io.tidemark.api.statistics.Statistics;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Medians and maxima of an hourly metric for each hour of the local week. An hour of the week that
 * the series does not reach has the median of all hours.
 */
public final class HourOfWeekProfile {

  private static final int HOURS_A_DAY = 24;
  private static final int HOURS_A_WEEK = 7 * HOURS_A_DAY;

  private final ZoneId zone;
  private final int hours;
  private final double medianOfAll;
  private final double[] medians = new double[HOURS_A_WEEK];
  private final double[] maxima = new double[HOURS_A_WEEK];

  private HourOfWeekProfile(ZoneId zone, List<List<Double>> values) {
    this.zone = zone;
    List<Double> all = new ArrayList<>();
    values.forEach(all::addAll);
    hours = all.size();
    medianOfAll = all.isEmpty() ? 0 : Statistics.median(all);
    for (int i = 0; i < HOURS_A_WEEK; i++) {
      List<Double> slot = values.get(i);
      medians[i] = slot.isEmpty() ? Double.NaN : Statistics.median(slot);
      maxima[i] = slot.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }
  }

  /**
   * The profile of a series.
   *
   * @param start of the first hour
   * @param hourly a value for each hour, one after the other; NaN where it is not known
   */
  public static HourOfWeekProfile of(Instant start, double[] hourly, ZoneId zone) {
    List<List<Double>> values = new ArrayList<>();
    for (int i = 0; i < HOURS_A_WEEK; i++) {
      values.add(new ArrayList<>());
    }
    for (int i = 0; i < hourly.length; i++) {
      if (!Double.isNaN(hourly[i])) {
        values.get(slot(start.plus(i, ChronoUnit.HOURS).atZone(zone))).add(hourly[i]);
      }
    }
    return new HourOfWeekProfile(zone, values);
  }

  /** How many hours of the series are known. */
  public int hours() {
    return hours;
  }

  /** The median at an hour of the local week; NaN when the series has no such hour. */
  public double median(DayOfWeek day, int hour) {
    return medians[slot(day, hour)];
  }

  /** The greatest value at an hour of the local week; NaN when the series has no such hour. */
  public double maximum(DayOfWeek day, int hour) {
    return maxima[slot(day, hour)];
  }

  /** The expected value of the hour that holds {@code time}. */
  public double expectedHour(Instant time) {
    double median = medians[slot(time.atZone(zone))];
    return Double.isNaN(median) ? medianOfAll : median;
  }

  /** The expected sum from one time to another; a part of an hour counts as this part. */
  public double expectedSum(Instant from, Instant to) {
    double sum = 0;
    Instant time = from;
    while (time.isBefore(to)) {
      Instant next = time.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      Instant end = next.isAfter(to) ? to : next;
      double part =
          (double) Duration.between(time, end).toMillis() / Duration.ofHours(1).toMillis();
      sum += part * expectedHour(time);
      time = end;
    }
    return sum;
  }

  private static int slot(ZonedDateTime time) {
    return slot(time.getDayOfWeek(), time.getHour());
  }

  private static int slot(DayOfWeek day, int hour) {
    return (day.getValue() - 1) * HOURS_A_DAY + hour;
  }
}
