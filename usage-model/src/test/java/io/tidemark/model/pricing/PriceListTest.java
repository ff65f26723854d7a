/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.pricing.PriceMatch.Property;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class PriceListTest {

  private static final PriceList LIST =
      new PriceList(
          "list",
          "USD",
          List.of(
              createPrice("*", Map.of(Property.PROVIDER, "mistral")),
              createPrice("qwen-max", Map.of(Property.PROVIDER, "dashscope")),
              createPrice(
                  "qwen-max",
                  Map.of(Property.PROVIDER, "dashscope", Property.SERVICE_TIER, "batch")),
              createPrice("tuned-*", Map.of(Property.MODEL_SOURCE, "custom")),
              createPrice("gpt-5", Map.of()),
              createPrice("gpt-5", Map.of(Property.PROVIDER, "azure")),
              createPrice("claude", Map.of(Property.PROVIDER, "anthropic")),
              createPrice("claude", Map.of(Property.PROVIDER, "bedrock")),
              createPrice("mini", Map.of()),
              createPrice(
                  "mini", Map.of(Property.PROVIDER, "azure", Property.SERVICE_TIER, "batch"))));

  /** Of several providers that serve a model, none is the one of usage that it did not serve. */
  @ParameterizedTest
  @CsvSource({
    "qwen-max, dashscope, preset",
    "tuned-qwen, openai, custom",
    "gpt-5, openai, preset",
    "claude, openai, preset",
    "mini, azure, preset",
    "unheard-of, mistral, preset"
  })
  void movesUsageToTheProviderThatPricesDemand(String model, String provider, String source) {
    PriceSubject usage =
        new PriceSubject("model-calls", "openai", "gpt-4o", "preset", "batch", "chat", 128_000);

    assertThat(LIST.moveUsage(usage, model))
        .isEqualTo(
            new PriceSubject("model-calls", provider, model, source, "batch", "chat", 128_000));
  }

  private static Price createPrice(String model, Map<Property, String> conditions) {
    return new Price(
        model + conditions,
        new PriceMatch("model-calls", ModelPattern.parse(model), conditions),
        Instant.EPOCH,
        null,
        new UnitPrices(Map.of(PricedClass.INPUT, BigDecimal.ONE)),
        List.of(),
        Price.Hours.NONE);
  }
}
