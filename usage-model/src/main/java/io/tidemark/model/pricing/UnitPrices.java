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
   * The price that applies to a class: its own, or the one that stands for a price left out. Cache
   * reads and writes default to input, cached hours to cache writes, reasoning to output.
   *
   * @return null when neither is known
   */
  BigDecimal find(PricedClass priced) {
    BigDecimal own = prices.get(priced);
    if (own != null) {
      return own;
    }
    return switch (priced) {
      case CACHE_READ, CACHE_WRITE -> prices.get(PricedClass.INPUT);
      case CACHE_WRITE_1H -> find(PricedClass.CACHE_WRITE);
      case REASONING -> prices.get(PricedClass.OUTPUT);
      default -> null;
    };
  }

  /** Whether the classes of tokens are priced together by {@code total}. */
  boolean isTotal() {
    return prices.containsKey(PricedClass.TOTAL);
  }

  boolean pricesTokens() {
    return prices.keySet().stream().anyMatch(PricedClass::isCallToken);
  }

  /** The classes that have a price of their own. */
  public Map<PricedClass, BigDecimal> asMap() {
    return Map.copyOf(prices);
  }
}
