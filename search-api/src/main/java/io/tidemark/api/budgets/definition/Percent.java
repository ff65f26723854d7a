/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.definition;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Parts of amounts. */
public final class Percent {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int DIGITS = 1;

  private Percent() {}

  /** {@code used} in percent of {@code amount}, cut to one digit: 99.97 is not yet 100. */
  public static double of(BigDecimal used, BigDecimal amount) {
    return used.multiply(HUNDRED).divide(amount, DIGITS, RoundingMode.FLOOR).doubleValue();
  }

  /** Whether {@code used} is at least {@code percent} of {@code amount}. */
  public static boolean isReached(BigDecimal used, BigDecimal amount, int percent) {
    return used.multiply(HUNDRED).compareTo(amount.multiply(BigDecimal.valueOf(percent))) >= 0;
  }

  /** {@code percent} of {@code amount}. */
  public static BigDecimal takePart(BigDecimal amount, int percent) {
    return amount.multiply(BigDecimal.valueOf(percent)).divide(HUNDRED);
  }

  /** As messages and answers have it: a decimal without an exponent. */
  public static String formatNumber(BigDecimal number) {
    return stripZeros(number).toPlainString();
  }

  /** The same number without zeros at its end and without an exponent. */
  public static BigDecimal stripZeros(BigDecimal number) {
    BigDecimal least = number.stripTrailingZeros();
    return least.scale() < 0 ? least.setScale(0) : least;
  }
}
