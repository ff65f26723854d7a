/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class CostTotalsTest {

  /** Nine of ten calls report their total alone: their tokens have no price, their fee has one. */
  @ParameterizedTest
  @CsvSource({"INPUT, 1", "CALLS, 10"})
  void anAmountIsOfTheCallsThatHavePartInIt(PricedClass priced, BigDecimal calls) {
    Cost cost =
        new Cost(
            "small",
            "USD",
            List.of(new Cost.Line(priced, 10, BigDecimal.ONE, BigDecimal.TEN)),
            BigDecimal.ZERO,
            new Cost.Unpriced(9, 900));
    Quantities usage =
        Quantities.ofCalls(10, 9, new Quantities.Tokens(10, 0, 0, 0, 0, 0, 910), Map.of());
    CostTotals totals = new CostTotals();

    totals.addPriced(cost, usage);

    assertThat(totals.sharedCalls()).isEqualByComparingTo(calls);
  }

  @Test
  void callsWithoutThePriceOfOneClassHavePartInTheAmount() {
    Cost cost =
        new Cost(
            "input-alone",
            "USD",
            List.of(new Cost.Line(PricedClass.INPUT, 10, BigDecimal.ONE, BigDecimal.TEN)),
            BigDecimal.ZERO,
            new Cost.Unpriced(9, 9));
    CostTotals totals = new CostTotals();

    totals.addPriced(
        cost, Quantities.ofCalls(10, 0, new Quantities.Tokens(10, 0, 0, 0, 9, 0, 19), Map.of()));

    assertThat(totals.sharedCalls()).isEqualByComparingTo("10");
  }
}
