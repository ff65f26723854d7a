/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The price of some usage in one window: the entry that applies, with the band of its prompts, the
 * factor of the hour and the rate of its currency.
 *
 * @param id the entry
 * @param currency ISO 4217 code of costs
 * @param prices of one unit of each class, before the factor
 * @param factor multiplies all prices
 */
public record AppliedPrice(String id, String currency, UnitPrices prices, BigDecimal factor) {

  /** Milliseconds of run time that {@code per_hour} prices. */
  private static final BigDecimal HOUR_MS = BigDecimal.valueOf(3_600_000);

  /**
   * Digits after the point that divide milliseconds of a priced hour without rounding to a nano.
   */
  private static final int RUN_SCALE = 24;

  boolean hasPricesOf(AppliedPrice other) {
    return id.equals(other.id) && prices.asMap().equals(other.prices.asMap());
  }

  AppliedPrice withFactor(BigDecimal other) {
    return new AppliedPrice(id, currency, prices, other);
  }

  /**
   * The cost of usage. Tokens of classes that the price leaves out, and those of which only the
   * total is known where it is by class, are unpriced.
   *
   * @return empty when nothing that was used has a price
   */
  public Optional<Cost> apply(Quantities quantities) {
    List<Cost.Line> lines = new ArrayList<>();
    boolean byClass = !prices.isTotal() && prices.pricesTokens();
    long leftOut = 0;
    if (prices.isTotal() && quantities.totalTokens() != 0) {
      lines.add(createLine(PricedClass.TOTAL, quantities.totalTokens()));
    }
    for (Map.Entry<PricedClass, Long> entry : quantities.amounts().entrySet()) {
      PricedClass priced = entry.getKey();
      if (priced.isCallToken() && !byClass) {
        continue;
      }
      if (prices.find(priced) != null) {
        lines.add(createLine(priced, entry.getValue()));
      } else if (priced.isCallToken()) {
        leftOut += entry.getValue();
      }
    }
    if (lines.isEmpty() && !isFree(quantities)) {
      return Optional.empty();
    }
    Cost.Unpriced unpriced =
        byClass ? Cost.Unpriced.countLeftOut(quantities, leftOut) : Cost.Unpriced.NONE;
    return Optional.of(new Cost(id, currency, lines, computeSavings(quantities), unpriced));
  }

  /** A price of tokens or run time costs nothing when no tokens and no run time were used. */
  private boolean isFree(Quantities quantities) {
    return quantities.totalTokens() == 0
        && quantities.amounts().keySet().stream().allMatch(priced -> priced == PricedClass.CALLS);
  }

  private Cost.Line createLine(PricedClass priced, long quantity) {
    BigDecimal unitPrice = prices.find(priced).multiply(factor);
    BigDecimal amount = unitPrice.multiply(BigDecimal.valueOf(quantity));
    if (priced == PricedClass.RUN) {
      amount = amount.divide(HOUR_MS, RUN_SCALE, RoundingMode.HALF_EVEN);
    }
    return new Cost.Line(priced, quantity, unitPrice, amount);
  }

  /** Cached tokens at the price of input, minus their own cost. */
  private BigDecimal computeSavings(Quantities quantities) {
    BigDecimal input = prices.find(PricedClass.INPUT);
    if (input == null) {
      return BigDecimal.ZERO;
    }
    BigDecimal savings = BigDecimal.ZERO;
    for (PricedClass cached :
        List.of(PricedClass.CACHE_READ, PricedClass.CACHE_WRITE, PricedClass.CACHE_WRITE_1H)) {
      long tokens = quantities.amounts().getOrDefault(cached, 0L);
      BigDecimal difference = input.subtract(prices.find(cached)).multiply(factor);
      savings = savings.add(difference.multiply(BigDecimal.valueOf(tokens)));
    }
    return savings;
  }
}
