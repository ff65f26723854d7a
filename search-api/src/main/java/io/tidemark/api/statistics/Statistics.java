/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statistics;

import java.util.List;

/** Medians and percentiles of few values. */
public final class Statistics {

  /** Makes the median absolute deviation of normal values their standard deviation. */
  private static final double NORMAL = 1.4826;

  private static final double PERCENT = 100;

  private Statistics() {}

  /** The median of at least one value; of two in the middle, their mean. */
  public static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The median absolute deviation from the median, scaled to a standard deviation. */
  public static double deviation(List<Double> values) {
    double median = median(values);
    return NORMAL * median(values.stream().map(value -> Math.abs(value - median)).toList());
  }

  /**
   * The standard deviation that a count has by chance alone, from the median of {@code samples}
   * counts. Two more events than the median keep it apart from 0 where little happens; the last
   * factor allows for a median of few samples.
   */
  public static double poissonDeviation(double median, int samples) {
    return Math.sqrt((median + 2) * (1 + Math.PI / 2 / samples));
  }

  /** The smallest value that the given percentage of the values does not exceed. */
  public static double percentile(List<Double> values, double percent) {
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(percent / PERCENT * sorted.size());
    return sorted.get(Math.max(rank, 1) - 1);
  }
}
