/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Medians and percentiles, and numbers as the page shows them. */
public final class Median {

  private Median() {}

  /** The middle of the values, or the mean of the two in the middle. */
  public static <T> double of(List<T> runs, ToDoubleFunction<T> value) {
    double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** The smallest of the sorted values that a share of them does not exceed. */
  public static double percentile(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  /** The number with that many decimals, thousands set apart. */
  public static String text(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** All values, in the order in which they were taken. */
  public static String all(double[] values, int decimals) {
    return String.join(
        ", ", Arrays.stream(values).mapToObj(value -> text(value, decimals)).toList());
  }
}
