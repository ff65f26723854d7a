/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An exact amount of money. Its text is a decimal with at most nine digits of a fraction. */
public final class Money extends Number {

  private static final long serialVersionUID = 1L;

  /** Most digits after the point: nanos. */
  private static final int MOST_DIGITS = 9;

  /** Digits after the point that amounts other than 0 have at least. */
  private static final int LEAST_DIGITS = 2;

  private final BigDecimal amount;

  private Money(BigDecimal amount) {
    this.amount = amount;
  }

  /** The amount, which its text rounds to a nano; null stays null. */
  public static Money of(BigDecimal amount) {
    return amount == null ? null : new Money(amount);
  }

  /** The exact amount. */
  public BigDecimal amount() {
    return amount;
  }

  /** The sum of both. */
  public Money plus(Money other) {
    return new Money(amount.add(other.amount));
  }

  @Override
  public String toString() {
    BigDecimal rounded = amount.setScale(MOST_DIGITS, RoundingMode.HALF_EVEN);
    if (rounded.signum() == 0) {
      return "0";
    }
    BigDecimal plain = rounded.stripTrailingZeros();
    return (plain.scale() < LEAST_DIGITS ? plain.setScale(LEAST_DIGITS) : plain).toPlainString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Money money && amount.compareTo(money.amount) == 0;
  }

  @Override
  public int hashCode() {
    return amount.stripTrailingZeros().hashCode();
  }

  @Override
  public int intValue() {
    return amount.intValue();
  }

  @Override
  public long longValue() {
    return amount.longValue();
  }

  @Override
  public float floatValue() {
    return amount.floatValue();
  }

  @Override
  public double doubleValue() {
    return amount.doubleValue();
  }
}
