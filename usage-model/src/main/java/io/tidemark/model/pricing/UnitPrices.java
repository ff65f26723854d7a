/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/**
 * Prices of one unit of each class, in the currency of the list: of one token, one call, one hour
 * of run time. A class that is absent has no price of its own.
 */
public final class UnitPrices {

  private final Map<PricedClass, BigDecimal> prices = new EnumMap<>(PricedClass.class);

  public UnitPrices(Map<PricedClass, BigDecimal> prices) {
    this.prices.putAll(prices);
  }

  /**
   * These prices, with the classes that {@code band} names replaced: a price of all tokens takes
   * the place of those of their classes, and the other way round.
   */
  UnitPrices replaceBy(UnitPrices band) {
    UnitPrices replaced = new UnitPrices(prices);
    if (band.isTotal()) {
      replaced.prices.keySet().removeIf(PricedClass::isCallToken);
    } else if (band.pricesTokens()) {
      replaced.prices.remove(PricedClass.TOTAL);
    }
    replaced.prices.putAll(band.prices);
    return replaced;
  }

  /**
   * The price that applies to a class: its own, or that of the coarser class.
   *
   * @return null when neither is known
   */
  BigDecimal find(PricedClass priced) {
    BigDecimal own = prices.get(priced);
    return own != null ? own : priced.coarser().map(this::find).orElse(null);
  }

  /** Whether the classes of tokens are priced together by {@code total}. */
  public boolean isTotal() {
    return prices.containsKey(PricedClass.TOTAL);
  }

  /** Whether any class of tokens that calls report has a price of its own. */
  public boolean pricesTokens() {
    return prices.keySet().stream().anyMatch(PricedClass::isCallToken);
  }

  /** The classes that have a price of their own. */
  public Map<PricedClass, BigDecimal> asMap() {
    return Map.copyOf(prices);
  }
}
