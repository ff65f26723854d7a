/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Random choices of one minute, always the same for the same seed. */
final class Dice {

  /** Above this mean a normal distribution stands for Poisson's. */
  private static final double NORMAL_FROM = 30;

  private final SplittableRandom random;

  Dice(long seed, long minute) {
    // The first value of each of two generators, so that neighbouring minutes share nothing.
    this.random =
        new SplittableRandom(
            new SplittableRandom(seed).nextLong() ^ new SplittableRandom(minute).nextLong());
  }

  /** Whether something of this probability happens. */
  boolean drawChance(double probability) {
    return random.nextDouble() < probability;
  }

  int pickBelow(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /**
   * The first more often than the second, and so on: each at about two thirds of the one before.
   */
  <T> T pickSkewed(List<T> all) {
    int index = (int) (-Math.log(1 - random.nextDouble()) * 2.5);
    return all.get(Math.min(index, all.size() - 1));
  }

  /** Log-normal: most near the median, some far above. */
  long logNormal(double median, double sigma) {
    return Math.max(1, Math.round(median * Math.exp(sigma * random.nextGaussian())));
  }

  /** How many of something happen that happens {@code mean} times on average. */
  int drawPoisson(double mean) {
    if (mean > NORMAL_FROM) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    int count = 0;
    double limit = Math.exp(-mean);
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  String drawHex() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }
}
