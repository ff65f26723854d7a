/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prices in one currency.
 *
 * @param id the name under which the list is kept
 * @param currency ISO 4217 code
 */
public record PriceList(String id, String currency, List<Price> prices) {

  public PriceList {
    prices = List.copyOf(prices);
  }

  /** Two entries between which no rule decides. */
  public record Ambiguity(Price first, Price second) {}

  /**
   * The first pair of entries between which no rule decides: equally specific, for the same usage,
   * at the same time.
   */
  public Optional<Ambiguity> findAmbiguity() {
    Map<List<Object>, List<Price>> byRank = new LinkedHashMap<>();
    for (Price price : prices) {
      PriceMatch match = price.match();
      List<Price> equal =
          byRank.computeIfAbsent(
              List.of(match.workload(), match.model(), match.conditions().size()),
              rank -> new ArrayList<>());
      for (Price other : equal) {
        if (match.isAmbiguousWith(other.match()) && price.overlapsInTime(other)) {
          return Optional.of(new Ambiguity(other, price));
        }
      }
      equal.add(price);
    }
    return Optional.empty();
  }
}
