/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class UnitPricesTest {

  private static final UnitPrices BY_CLASS =
      new UnitPrices(
          Map.of(
              PricedClass.INPUT, new BigDecimal("2"),
              PricedClass.CACHE_READ, new BigDecimal("1"),
              PricedClass.OUTPUT, new BigDecimal("10")));
  private static final UnitPrices OF_ALL =
      new UnitPrices(Map.of(PricedClass.TOTAL, new BigDecimal("3")));
  private static final long BOUND = 32_000;

  @Test
  void aBandReplacesAPriceOfAllTokensByPricesOfClasses() {
    assertThat(price(OF_ALL, BY_CLASS, 0)).isEqualByComparingTo("60"); // 20 * 3
    assertThat(price(OF_ALL, BY_CLASS, BOUND))
        .isEqualByComparingTo("118"); // 8 * 2 + 2 * 1 + 10 * 10
  }

  @Test
  void aBandReplacesPricesOfClassesByOneOfAllTokens() {
    assertThat(price(BY_CLASS, OF_ALL, 0)).isEqualByComparingTo("118");
    assertThat(price(BY_CLASS, OF_ALL, BOUND)).isEqualByComparingTo("60");
  }

  /** Eight tokens of input, two from a cache, and ten of output. */
  private static BigDecimal price(UnitPrices entry, UnitPrices band, long above) {
    Price price =
        new Price(
            "a",
            new PriceMatch("model-calls", ModelPattern.ANY, Map.of()),
            Instant.EPOCH,
            null,
            entry,
            List.of(new PriceBand(BOUND, band)),
            Price.Hours.NONE);
    return Pricing.computeCost(
            PriceBook.of(new PriceList("list", "USD", List.of(price))),
            new PriceSubject("model-calls", null, "m", null, null, null, above),
            Instant.parse("2026-03-12T00:00:00Z"),
            Quantities.ofCalls(1, new Quantities.Tokens(10, 2, 0, 0, 10, 0), Map.of()))
        .orElseThrow()
        .amount();
  }
}
