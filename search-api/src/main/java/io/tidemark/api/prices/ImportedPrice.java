/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A price of another project's list, in our terms.
 *
 * @param match members of {@code match}
 * @param perMillion prices of tokens by class
 * @param perUnit prices of other units
 * @param bands prices of tokens by the bound that input tokens exceed
 */
record ImportedPrice(
    Map<String, String> match,
    Map<String, BigDecimal> perMillion,
    Map<String, BigDecimal> perUnit,
    Map<Long, Map<String, BigDecimal>> bands) {

  private static final int MILLION = 6;

  ImportedPrice {
    match = new TreeMap<>(match);
  }

  static ImportedPrice createPrice(String model) {
    return new ImportedPrice(
        Map.of("model", model), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /** The same prices for usage with one more property. */
  ImportedPrice with(String property, String value) {
    Map<String, String> more = new TreeMap<>(match);
    more.put(property, value);
    Map<Long, Map<String, BigDecimal>> copies = new TreeMap<>();
    bands.forEach((bound, prices) -> copies.put(bound, new TreeMap<>(prices)));
    return new ImportedPrice(more, new TreeMap<>(perMillion), new TreeMap<>(perUnit), copies);
  }

  /** Adds the price of one token. */
  void addToken(String priced, BigDecimal price) {
    perMillion.put(priced, price.movePointRight(MILLION));
  }

  /** Adds the price of one token of calls with more input tokens than a bound. */
  void addToken(long bound, String priced, BigDecimal price) {
    bands.computeIfAbsent(bound, key -> new TreeMap<>()).put(priced, price.movePointRight(MILLION));
  }

  boolean isEmpty() {
    return perMillion.isEmpty() && perUnit.isEmpty();
  }

  /** The id of the entry: its match in short. */
  String id() {
    StringBuilder id = new StringBuilder();
    Optional.ofNullable(match.get("provider")).ifPresent(value -> id.append(value).append('/'));
    id.append(match.get("model"));
    Optional.ofNullable(match.get("service_tier")).ifPresent(value -> id.append('@').append(value));
    return id.toString();
  }
}
