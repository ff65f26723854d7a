/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Splits an amount into parts of whole nanos that add up to it. */
final class NanoSplit {

  /** Digits after the point of every part. */
  static final int SCALE = 9;

  private NanoSplit() {}

  /** An amount in whole nanos. */
  static BigDecimal round(BigDecimal amount) {
    return amount.setScale(SCALE, RoundingMode.HALF_EVEN);
  }

  /**
   * Splits by weights: each part is rounded down, and the nanos that are left go to the parts with
   * the largest remainders, of equal ones to the first.
   *
   * @param weights not negative, and not all 0
   */
  static List<BigDecimal> split(BigDecimal amount, List<BigDecimal> weights) {
    BigInteger nanos = round(amount).unscaledValue();
    int scale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
    List<BigInteger> whole =
        weights.stream().map(weight -> weight.setScale(scale).unscaledValue()).toList();
    BigInteger sum = whole.stream().reduce(BigInteger.ZERO, BigInteger::add);
    if (sum.signum() <= 0) {
      throw new IllegalArgumentException("no weight is greater than 0");
    }
    List<BigInteger> parts = new ArrayList<>();
    List<BigInteger> remainders = new ArrayList<>();
    BigInteger left = nanos;
    for (BigInteger weight : whole) {
      BigInteger[] division = nanos.multiply(weight).divideAndRemainder(sum);
      parts.add(division[0]);
      remainders.add(division[1]);
      left = left.subtract(division[0]);
    }
    List<Integer> order =
        IntStream.range(0, parts.size())
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
            .toList();
    for (int i = 0; i < left.intValueExact(); i++) {
      parts.set(order.get(i), parts.get(order.get(i)).add(BigInteger.ONE));
    }
    return parts.stream().map(part -> new BigDecimal(part, SCALE)).toList();
  }
}
