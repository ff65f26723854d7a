/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.hourly.Window;
import io.tidemark.model.pricing.ExchangeRates;
import io.tidemark.model.pricing.ModelPattern;
import io.tidemark.model.pricing.Price;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.PriceList;
import io.tidemark.model.pricing.PriceMatch;
import io.tidemark.model.pricing.PricedClass;
import io.tidemark.model.pricing.UnitPrices;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("fast")
class RecordCostTest {

  /** A midnight in Kolkata. */
  private static final Instant CHANGE = Instant.parse("2026-03-08T18:30:00Z");

  private static final String CALLS = Workload.MODEL_CALLS.id();

  @ParameterizedTest
  @CsvSource({
    "2026-03-08T18:29:59Z, 30, old",
    "2026-03-08T18:45:00Z, 30, new",
    "2026-03-08T18:45:00Z, 60, old",
    "2026-03-08T19:00:00Z, 60, new"
  })
  void pricesARecordAsItsWindow(String time, int minutes, String price) {
    ObjectNode record = JsonMapper.shared().createObjectNode();
    record.put("event_time", time).put("model", "gpt-4o").put("input_tokens", 1);
    PricesInForce prices = new PricesInForce(createBook(), "main", CHANGE);
    Window window = new Window(minutes * 60_000L);

    assertThat(
            RecordCost.price(Workload.MODEL_CALLS, record, new RecordPrices(prices, window))
                .orElseThrow()
                .cost()
                .priceId())
        .isEqualTo(price);
  }

  private static PriceBook createBook() {
    List<Price> prices =
        List.of(createPrice("old", Instant.EPOCH, CHANGE), createPrice("new", CHANGE, null));
    return new PriceBook("USD", List.of(new PriceList("main", "USD", prices)), ExchangeRates.NONE);
  }

  private static Price createPrice(String id, Instant validFrom, Instant validTo) {
    return new Price(
        id,
        new PriceMatch(CALLS, ModelPattern.parse("gpt-4o"), Map.of()),
        validFrom,
        validTo,
        new UnitPrices(Map.of(PricedClass.INPUT, BigDecimal.ONE)),
        List.of(),
        Price.Hours.NONE);
  }
}
