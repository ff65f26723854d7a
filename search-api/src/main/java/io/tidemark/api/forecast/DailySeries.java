/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import java.time.LocalDate;
import java.util.Arrays;

/** A value for each local day, without holes. */
final class DailySeries {

  private final LocalDate first;
  private final double[] values;

  /** {@code values}: one for each day, from {@code first} on. */
  DailySeries(LocalDate first, double[] values) {
    this.first = first;
    this.values = values;
  }

  double[] values() {
    return values;
  }

  int length() {
    return values.length;
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
    return new DailySeries(first, Arrays.copyOf(values, days));
  }

  /** The same without the days before the first one with usage. */
  DailySeries withoutLeadingZeros() {
    int zeros = 0;
    while (zeros < values.length && values[zeros] == 0) {
      zeros++;
    }
    return new DailySeries(dayAt(zeros), Arrays.copyOfRange(values, zeros, values.length));
  }
}
