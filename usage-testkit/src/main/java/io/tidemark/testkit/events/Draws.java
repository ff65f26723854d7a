/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

import java.util.random.RandomGenerator;

/**
 * Random values of generated events. The number of values that each method takes from its source
 * never changes, so that a seed keeps its events.
 */
final class Draws {

  private static final int UNIFORM_NUMBERS = 12;

  private Draws() {}

  /** Most values are near the median, some far above it. */
  static long drawLogNormal(RandomGenerator random, double median, double sigma) {
    return Math.round(median * Math.exp(sigma * drawGaussian(random)));
  }

  /** Most delays are short; none reaches the maximum. */
  static long drawDelay(RandomGenerator random, long max) {
    double share = random.nextDouble();
    return (long) (share * share * share * share * max);
  }

  /** A number below {@code bound}; small ones come more often, the last half as often as most. */
  static int drawSkewed(RandomGenerator random, int bound) {
    double share = random.nextDouble();
    return (int) (Math.pow(share, 1.5) * bound);
  }

  /** The sum of twelve uniform numbers is near enough, and fast. */
  private static double drawGaussian(RandomGenerator random) {
    double sum = -UNIFORM_NUMBERS / 2.0;
    for (int i = 0; i < UNIFORM_NUMBERS; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }
}
