/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.request.TimeRange;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.ExchangeRates;
import io.tidemark.model.pricing.ModelPattern;
import io.tidemark.model.pricing.Price;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.PriceList;
import io.tidemark.model.pricing.PriceMatch;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.PricedClass;
import io.tidemark.model.pricing.UnitPrices;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CostPlanTest {

  private static final Instant FROM = Instant.parse("2026-03-07T00:00:00Z");
  private static final Instant CHANGE = Instant.parse("2026-03-08T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-03-09T00:00:00Z");
  private static final String CALLS = Workload.MODEL_CALLS.id();

  @Test
  void keepsPricesOfOneIdInTwoListsApart() {
    assertThat(planPeriods("2.00", "4.00")).isEqualTo(2);
    assertThat(planPeriods("2.00", "2.00")).isEqualTo(1);
  }

  /** The tenant's own price ends, and the one that all tenants share goes on. */
  private static int planPeriods(String own, String shared) {
    PriceBook book =
        new PriceBook(
            "USD",
            List.of(createList("own", own, CHANGE), createList("shared", shared, null)),
            ExchangeRates.NONE);
    UsageFields fields = UsageFields.findFields(Workload.MODEL_CALLS).orElseThrow();
    TimeRange range = new TimeRange(FROM, TO);
    return CostPlan.createFirst(
            fields,
            UsageWindows.hoursOf(Workload.MODEL_CALLS),
            book,
            fields.sums(),
            range,
            UnaryOperator.identity())
        .refinePlan(
            List.of(new PriceSubject(CALLS, null, "gpt-4o", null, null, null, 0)), false, range)
        .periods()
        .size();
  }

  private static PriceList createList(String id, String input, Instant validTo) {
    return new PriceList(
        id,
        "USD",
        List.of(
            new Price(
                "gpt-4o",
                new PriceMatch(CALLS, ModelPattern.parse("gpt-4o"), Map.of()),
                Instant.EPOCH,
                validTo,
                new UnitPrices(Map.of(PricedClass.INPUT, new BigDecimal(input))),
                List.of(),
                Price.Hours.NONE)));
  }
}
