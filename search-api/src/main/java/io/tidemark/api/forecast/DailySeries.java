/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import java.time.LocalDate;
import java.util.Arrays;

/** A value for each local day, without holes. A day whose value is unknown has NaN. */
final class DailySeries {

  private final LocalDate first;
  private final double[] values;
  private final int unknownBefore;

  /** {@code values}: one for each day, from {@code first} on. */
  DailySeries(LocalDate first, double[] values) {
    this(first, values, 0);
  }

  private DailySeries(LocalDate first, double[] values, int unknownBefore) {
    this.first = first;
    this.values = values;
    this.unknownBefore = unknownBefore;
  }

  double[] values() {
    return values;
  }

  int length() {
    return values.length;
  }

  boolean isKnown(int position) {
    return !Double.isNaN(values[position]);
  }

  /** The number of days whose value is known. */
  int knownDays() {
    return values.length - countUnknown(values);
  }

  /** The number of other days, with those before the first day. */
  int unknownDays() {
    return unknownBefore + countUnknown(values);
  }

  private static int countUnknown(double[] values) {
    return (int) Arrays.stream(values).filter(Double::isNaN).count();
  }

  LocalDate dayAt(int position) {
    return first.plusDays(position);
  }

  /** The day after the last one. */
  LocalDate end() {
    return dayAt(length());
  }

  /** Monday is 0. */
  int weekdayAt(int position) {
    return dayAt(position).getDayOfWeek().getValue() - 1;
  }

  DailySeries start(int days) {
    return new DailySeries(first, Arrays.copyOf(values, days), unknownBefore);
  }

  /** The same without the days before the first one that is known to have usage. */
  DailySeries startAtUsage() {
    int start = 0;
    while (start < values.length && (values[start] == 0 || !isKnown(start))) {
      start++;
    }
    return new DailySeries(
        dayAt(start),
        Arrays.copyOfRange(values, start, values.length),
        unknownBefore + countUnknown(Arrays.copyOf(values, start)));
  }
}
