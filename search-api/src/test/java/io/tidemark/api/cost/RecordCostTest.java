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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("fast")
class RecordCostTest {

  /** A midnight in Kolkata. */
  private static final Instant CHANGE = Instant.parse("2026-03-08T18:30:00Z");

  private static final String CALLS = Workload.MODEL_CALLS.id();

  private static final Pattern TOKENS = Pattern.compile("([a-z]+)=([0-9]+)");

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

  /** The job writes the first form; an object of the same names is the same to Elasticsearch. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"units.images\": 3}", "{\"units\": {\"images\": 3}}"})
  void pricesTheUnitsOfARecord(String units) {
    ObjectNode record = (ObjectNode) JsonMapper.shared().readTree(units);
    record.put("event_time", "2026-03-08T10:00:00Z").put("model", "painter");
    record.put("outcome", "succeeded");

    assertThat(addTo(record, createBook()).get("cost").asString()).isEqualTo("3.00");
  }

  /** A part of a cost is none, and a cost that is unknown is never 0. */
  @ParameterizedTest
  @CsvSource({
    "gpt-4o, succeeded, input=1000 total=1000, 1000.00, USD, old, ",
    "gpt-4o, succeeded, input=1 output=2 total=3, , , old, class_without_price",
    "gpt-4o, succeeded, input=1 output=2 total=9, , , old, class_without_price",
    "gpt-4o, succeeded, input=1000 total=1500, , , old, total_alone",
    "gpt-4o, succeeded, total=1500, , , old, total_alone",
    "gpt-4o, succeeded, '', , , old, no_usage",
    "gpt-4o, failed, '', 0, USD, old, ",
    "unheard-of, succeeded, input=1 total=1, , , , no_price",
    "yuan, succeeded, input=1 total=1, , , yuan, no_rate",
    "whole, succeeded, total=1500, 1500.00, USD, whole, "
  })
  void saysWhyACostIsUnknown(
      String model,
      String outcome,
      String tokens,
      String cost,
      String currency,
      String price,
      String reason) {
    ObjectNode record = JsonMapper.shared().createObjectNode();
    record.put("event_time", "2026-03-08T10:00:00Z").put("model", model).put("outcome", outcome);
    Matcher found = TOKENS.matcher(tokens);
    while (found.find()) {
      record.put(found.group(1) + "_tokens", Long.parseLong(found.group(2)));
    }

    Map<String, JsonNode> shown = addTo(record, createBook());

    assertThat(shown.keySet()).containsExactly("cost", "currency", "price_id", "unpriced");
    assertThat(shown.values().stream().map(value -> value.asString(null)))
        .containsExactly(cost, currency, price, reason);
  }

  @Test
  void saysNothingWithoutAPriceList() {
    ObjectNode record = JsonMapper.shared().createObjectNode();
    record.put("event_time", "2026-03-08T10:00:00Z").put("outcome", "succeeded");
    PriceBook none = new PriceBook(null, List.of(), ExchangeRates.NONE);

    assertThat(addTo(record, none).values()).allMatch(JsonNode::isNull);
  }

  private static Map<String, JsonNode> addTo(JsonNode record, PriceBook book) {
    Map<String, JsonNode> shown = new LinkedHashMap<>();
    PricesInForce prices = new PricesInForce(book, "main", CHANGE);
    RecordCost.addTo(
        shown, Workload.MODEL_CALLS, record, new RecordPrices(prices, new Window(3_600_000L)));
    return shown;
  }

  private static PriceBook createBook() {
    List<Price> prices =
        List.of(
            createPrice("gpt-4o", "old", PricedClass.INPUT, Instant.EPOCH, CHANGE),
            createPrice("gpt-4o", "new", PricedClass.INPUT, CHANGE, null),
            createPrice("whole", "whole", PricedClass.TOTAL, Instant.EPOCH, null),
            createPrice("painter", "painter", PricedClass.IMAGES, Instant.EPOCH, null));
    List<Price> others =
        List.of(createPrice("yuan", "yuan", PricedClass.INPUT, Instant.EPOCH, null));
    return new PriceBook(
        "USD",
        List.of(new PriceList("main", "USD", prices), new PriceList("shared", "CNY", others)),
        ExchangeRates.NONE);
  }

  private static Price createPrice(
      String model, String id, PricedClass priced, Instant validFrom, Instant validTo) {
    return new Price(
        id,
        new PriceMatch(CALLS, ModelPattern.parse(model), Map.of()),
        validFrom,
        validTo,
        new UnitPrices(Map.of(priced, BigDecimal.ONE)),
        List.of(),
        Price.Hours.NONE);
  }
}
