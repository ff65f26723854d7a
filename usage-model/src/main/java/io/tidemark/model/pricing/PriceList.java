/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import io.tidemark.model.pricing.PriceMatch.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  /**
   * Usage as if another model had served it. It has the provider and the source that all prices of
   * that model demand.
   */
  public PriceSubject moveUsage(PriceSubject usage, String model) {
    List<PriceMatch> named =
        prices.stream()
            .map(Price::match)
            .filter(match -> match.workload().equals(usage.workload()))
            .filter(match -> match.model().matches(model))
            .toList();
    int rank = named.stream().mapToInt(match -> match.model().rank()).max().orElse(0);
    List<PriceMatch> best = named.stream().filter(match -> match.model().rank() == rank).toList();
    // Usage has the price of its tier where there is one.
    List<PriceMatch> ofTier = best.stream().filter(match -> demandsTier(match, usage)).toList();
    List<PriceMatch> deciding = ofTier.isEmpty() ? best : ofTier;
    return new PriceSubject(
        usage.workload(),
        findCommon(deciding, Property.PROVIDER).orElse(usage.provider()),
        model,
        findCommon(deciding, Property.MODEL_SOURCE).orElse(usage.modelSource()),
        usage.serviceTier(),
        usage.operation(),
        usage.promptBand());
  }

  private static boolean demandsTier(PriceMatch match, PriceSubject usage) {
    return usage.serviceTier().equals(match.conditions().get(Property.SERVICE_TIER));
  }

  private static Optional<String> findCommon(List<PriceMatch> matches, Property property) {
    Set<Optional<String>> demanded =
        matches.stream()
            .map(match -> Optional.ofNullable(match.conditions().get(property)))
            .collect(Collectors.toSet());
    return demanded.size() == 1 ? demanded.iterator().next() : Optional.empty();
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
