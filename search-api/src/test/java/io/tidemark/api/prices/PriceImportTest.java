/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.settings.Precondition;
import io.tidemark.api.settings.SettingInput;
import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.Money;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.Pricing;
import io.tidemark.model.pricing.Quantities;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Lists of other projects as price lists. */
@Tag("fast")
class PriceImportTest {

  private static final Instant DAY = Instant.parse("2026-03-12T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-03-20T00:00:00Z");

  private static final String LITELLM =
      """
      {"sample_spec": {"input_cost_per_token": 0.0, "max_tokens": "LEGACY"},
       "gpt-4o": {"litellm_provider": "openai", "mode": "chat",
         "input_cost_per_token": 2.5e-06, "output_cost_per_token": 1e-05,
         "cache_read_input_token_cost": 1.25e-06, "output_cost_per_reasoning_token": 1.1e-05,
         "input_cost_per_token_batches": 1.25e-06, "output_cost_per_token_batches": 5e-06,
         "input_cost_per_token_above_200k_tokens": 5e-06,
         "search_context_cost_per_query": {"search_context_size_medium": 0.035}},
       "azure/gpt-4o": {"litellm_provider": "azure", "input_cost_per_token": 2.75e-06,
         "output_cost_per_token": 1.1e-05},
       "claude": {"litellm_provider": "anthropic", "input_cost_per_token": 3e-06,
         "output_cost_per_token": 1.5e-05, "cache_creation_input_token_cost": 3.75e-06,
         "cache_creation_input_token_cost_above_1hr": 6e-06},
       "tiered": {"litellm_provider": "dashscope", "tiered_pricing": [
         {"input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06, "range": [0, 32000]},
         {"input_cost_per_token": 3e-06, "output_cost_per_token": 4e-06, "range": [32000, 128000]}]},
       "vertex_ai/claude-sonnet-4-5@20250929": {
         "litellm_provider": "vertex_ai-anthropic_models", "input_cost_per_token": 3e-06,
         "output_cost_per_token": 1.5e-05},
       "gemini-2.5-pro": {"litellm_provider": "vertex_ai-language-models",
         "input_cost_per_token": 1.25e-06, "input_cost_per_token_priority": 2.25e-06},
       "nova-pro": {"litellm_provider": "bedrock_converse",
         "input_cost_per_token": 8e-07, "input_cost_per_token_flex": 4e-07},
       "rerank-v3.5": {"litellm_provider": "cohere", "input_cost_per_query": 0.002,
         "input_cost_per_token": 0.0, "output_cost_per_token": 0.0},
       "no-price": {"litellm_provider": "x", "max_tokens": 10}}
      """;

  private static final String LANGFUSE =
      """
      [{"id": "1", "modelName": "demo-chat", "matchPattern": "(?i)^(demo-chat|demo-chat-latest)$",
        "pricingTiers": [
          {"name": "Standard", "isDefault": true, "conditions": [],
           "prices": {"input": 3e-06, "input_cached_tokens": 3e-07, "output": 1.5e-05}},
          {"name": "Long", "isDefault": false, "conditions":
            [{"usageDetailPattern": "input", "operator": "gt", "value": 200000}],
           "prices": {"input": 6e-06, "output": 2.25e-05}},
          {"name": "Flex", "isDefault": false, "conditions":
            [{"source": "model_parameters", "key": "service_tier", "operator": "in",
              "values": ["flex"]}],
           "prices": {"input": 1.5e-06, "output": 7.5e-06}}]}]
      """;

  @Test
  void takesPricesOfLiteLlm() {
    JsonNode body = importNew(LiteLlmPrices.readPrices(parse(LITELLM)));

    assertThat(cost(body, "openai", "gpt-4o", null, 1_000, 400, 0, 100))
        .isEqualTo("0.003"); // 600*2.5 + 400*1.25 + 100*10, by the million
    assertThat(cost(body, "azure", "gpt-4o", null, 1_000, 0, 0, 0)).isEqualTo("0.00275");
    assertThat(cost(body, "openai", "gpt-4o", "batch", 1_000, 0, 0, 100)).isEqualTo("0.00175");
    assertThat(cost(body, null, "claude", null, 1_000, 0, 1_000, 0)).isEqualTo("0.00375");
    assertThat(cost(body, null, "gpt-4o", null, 200_001, 0, 0, 0)).isEqualTo("1.000005");
    assertThat(cost(body, null, "tiered", null, 40_000, 0, 0, 1_000)).isEqualTo("0.124");
    assertThat(cost(body, "vertex_ai", "claude-sonnet-4-5@20250929", null, 1_000, 0, 0, 100))
        .isEqualTo("0.0045");
    assertThat(cost(body, "vertex_ai", "gemini-2.5-pro", "priority", 1_000, 0, 0, 0))
        .isEqualTo("0.00225");
    assertThat(cost(body, "bedrock", "nova-pro", "flex", 1_000, 0, 0, 0)).isEqualTo("0.0004");
    assertThat(cost(body, "cohere", "rerank-v3.5", null, 1_000, 0, 0, 0)).isEqualTo("0.002");
    assertThat(cost(body, null, "no-price", null, 1, 0, 0, 0)).isEqualTo("unknown");
    assertThat(body.path("prices").get(0).path("per_unit").path("searches").asString())
        .isEqualTo("0.035");
  }

  @Test
  void takesPricesOfLangfuse() {
    JsonNode body = importNew(LangfusePrices.readPrices(parse(LANGFUSE)));

    assertThat(cost(body, null, "demo-chat", null, 1_000, 500, 0, 0)).isEqualTo("0.00165");
    assertThat(cost(body, null, "demo-chat-latest", null, 1_000, 0, 0, 100)).isEqualTo("0.0045");
    assertThat(cost(body, null, "demo-chat", "flex", 1_000, 0, 0, 100)).isEqualTo("0.00225");
    assertThat(cost(body, null, "demo-chat", null, 300_000, 0, 0, 0)).isEqualTo("1.80");
  }

  /** The second form is that of most entries of the file. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "(?i)^(demo-chat|demo-chat-latest)$ demo-chat,demo-chat-latest",
        "(?i)^(a/)?(c-4|(eu\\.)?a\\.c-4(:0)?)$"
            + " a.c-4,a.c-4:0,a/a.c-4,a/a.c-4:0,a/c-4,a/eu.a.c-4,a/eu.a.c-4:0,"
            + "c-4,eu.a.c-4,eu.a.c-4:0",
        "(?i)^(demo-chat)(-[0-9]{8})?$ demo-chat",
        "(?i)^(gpt-3.5|demo.*|demo-\\d+)$ gpt-3.5",
        "(?i)^((demo|chat$ ''",
        "(?i)^demo)$ ''",
        "(?i)^(demo[$ ''"
      })
  void listsTheNamesThatAPatternOfLangfuseMeans(String pattern, String names) {
    assertThat(String.join(",", LangfuseNames.listNames(pattern))).isEqualTo(names);
  }

  @Test
  void readsDecimalsFromTheirText() {
    String text = LITELLM.replace("2.5e-06", "2.123456789012e-06");

    assertThat(importNew(LiteLlmPrices.readPrices(parse(text))).toString())
        .contains("\"input\":\"2.123456789012\"");
  }

  @ParameterizedTest
  @CsvSource({
    "1.5000000000000002e-09, 0.0015",
    "2.4999999999999998e-06, 2.4999999999999998",
    "1.23456789012345678e-05, 12.3456789012345678"
  })
  void roundsDigitsThatNoListMayHave(String amount, String perMillion) {
    JsonNode body = importNew(LiteLlmPrices.readPrices(parse(LITELLM.replace("2.5e-06", amount))));

    assertThat(body.toString()).contains("\"input\":\"" + perMillion + "\"");
    assertThat(PriceListReader.readList("imported", body).list().prices()).isNotEmpty();
  }

  @Test
  void leavesOutAmountsBeyondAnyPrice() {
    for (String amount : List.of("1e999999999", "1e-999999999", "9".repeat(100_000))) {
      String text = LITELLM.replace("2.5e-06", '"' + amount + '"');

      JsonNode body = importNew(LiteLlmPrices.readPrices(parse(text)));

      assertThat(cost(body, "azure", "gpt-4o", null, 1_000, 0, 0, 0)).isEqualTo("0.00275");
      assertThat(cost(body, "openai", "gpt-4o", null, 1_000, 0, 0, 0)).isEqualTo("unknown");
    }
  }

  @Test
  void aChangedPriceEndsTheOneBefore() {
    JsonNode first = importNew(LiteLlmPrices.readPrices(parse(LITELLM)));
    String changed = LITELLM.replace("2.5e-06", "2e-06");
    PriceImport second =
        new PriceImport(first, "USD").addAll(LiteLlmPrices.readPrices(parse(changed)), LATER);

    assertThat(second.changed()).isPositive();
    assertThat(second.added()).isZero();
    assertThat(second.unchanged()).isPositive();
    JsonNode body = second.body();
    assertThat(costAt(body, "gpt-4o", LATER.minusSeconds(3_600))).isEqualTo("0.0025");
    assertThat(costAt(body, "gpt-4o", LATER)).isEqualTo("0.002");
    assertThat(costAt(body, "claude", LATER)).isEqualTo("0.003");
  }

  @Test
  void theSameFileChangesNothing() {
    // As it is read from the store.
    JsonNode first = parse(importNew(LiteLlmPrices.readPrices(parse(LITELLM))).toString());
    PriceImport again = importAgain(first, LITELLM, LATER);

    assertThat(again.body().toString()).isEqualTo(first.toString());
    assertThat(again.added() + again.changed()).isZero();
  }

  @Test
  void earlierImportsGetTheProvidersOfEvents() {
    String written = importNew(LiteLlmPrices.readPrices(parse(LITELLM))).toString();
    JsonNode earlier =
        parse(
            written
                .replace("\"vertex_ai/claude", "\"vertex_ai-anthropic_models/claude")
                .replaceAll("(@20250929\",\"provider\":\"vertex_ai)\"", "$1-anthropic_models\""));
    assertThat(cost(earlier, "vertex_ai", "claude-sonnet-4-5@20250929", null, 1_000, 0, 0, 0))
        .isEqualTo("unknown");

    PriceImport same = importAgain(earlier, LITELLM, LATER);
    PriceImport changed = importAgain(earlier, LITELLM.replace("3e-06", "2e-06"), LATER);

    assertThat(same.added() + same.changed()).isZero();
    assertThat(cost(same.body(), "vertex_ai", "claude-sonnet-4-5@20250929", null, 1_000, 0, 0, 0))
        .isEqualTo("0.003");
    PriceListReader.readList("imported", changed.body());
    PriceSubject claude = subject("vertex_ai", "claude-sonnet-4-5@20250929");
    assertThat(price(changed.body(), claude, DAY, 1_000, 0, 0, 0)).isEqualTo("0.003");
    assertThat(price(changed.body(), claude, LATER, 1_000, 0, 0, 0)).isEqualTo("0.002");
  }

  @Test
  void anEntryOfTheTenantKeepsItsProviderAndItsUsage() {
    JsonNode own =
        parse(
            """
            {"currency": "USD", "prices": [
              {"id": "own", "match": {"model": "m", "provider": "vertex_ai-x"},
               "per_million": {"input": "1"}},
              {"id": "vertex_ai-y/n", "match": {"model": "n", "provider": "vertex_ai-y"},
               "per_million": {"input": "1"}},
              {"id": "contract", "match": {"model": "n", "provider": "vertex_ai"},
               "per_million": {"input": "2"}}]}
            """);

    JsonNode body = importAgain(own, LITELLM, LATER).body();

    PriceListReader.readList("imported", body);
    assertThat(price(body, subject("vertex_ai-x", "m"), LATER, 1_000, 0, 0, 0)).isEqualTo("0.001");
    assertThat(price(body, subject("vertex_ai", "n"), LATER, 1_000, 0, 0, 0)).isEqualTo("0.002");
  }

  @Test
  void anAnnouncedPriceEndsTheOneOfTheFile() {
    String current =
        """
        {"id": "current", "match": {"model": "claude"}, "valid_to": "%s",
         "per_million": {"input": "8"}},
        """;
    for (String first :
        List.of("", current.formatted("2026-03-25"), current.formatted("2026-03-22"))) {
      JsonNode before =
          parse(
              """
              {"currency": "USD", "default_time_zone": "Asia/Shanghai", "prices": [%s
                {"id": "announced", "match": {"model": "claude"}, "valid_from": "2026-03-25",
                 "per_million": {"input": "9"}}]}
              """
                  .formatted(first));

      PriceImport joined = importAgain(before, LITELLM, LATER);

      JsonNode body = joined.body();
      PriceListReader.readList("imported", body);
      assertThat(joined.changed()).isEqualTo(first.isEmpty() ? 0 : 1);
      assertThat(costAt(body, "claude", LATER)).isEqualTo("0.003");
      Instant announced = Instant.parse("2026-03-24T16:00:00Z");
      assertThat(costAt(body, "claude", announced.minusSeconds(1))).isEqualTo("0.003");
      assertThat(costAt(body, "claude", announced)).isEqualTo("0.009");
      assertThat(importAgain(body, LITELLM, LATER).body()).isEqualTo(body);
    }
  }

  private static PriceImport importAgain(JsonNode list, String file, Instant day) {
    return new PriceImport(list, "USD").addAll(LiteLlmPrices.readPrices(parse(file)), day);
  }

  private static PriceSubject subject(String provider, String model) {
    return new PriceSubject("model-calls", provider, model, null, null, null, 0);
  }

  private static JsonNode importNew(List<ImportedPrice> prices) {
    JsonNode body = new PriceImport(null, "USD").addAll(prices, DAY).body();
    PriceListReader.readList("imported", body);
    return body;
  }

  private static JsonNode parse(String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return new SettingInput("application/json", content, Precondition.NONE).readBody(1 << 20);
  }

  private static String costAt(JsonNode body, String model, Instant window) {
    PriceSubject subject = new PriceSubject("model-calls", null, model, null, null, null, 0);
    return price(body, subject, window, 1_000, 0, 0, 0);
  }

  /** {@code tokens}: input, read from caches, written to caches, output. */
  private static String cost(
      JsonNode body, String provider, String model, String tier, long... tokens) {
    PriceSubject subject =
        new PriceSubject("model-calls", provider, model, null, tier, null, tokens[0] - 1);
    return price(body, subject, DAY, tokens);
  }

  private static String price(JsonNode body, PriceSubject subject, Instant window, long... tokens) {
    PriceBook book = PriceBook.of(PriceListReader.readList("imported", body).list());
    Optional<Cost> cost =
        Pricing.computeCost(
            book,
            subject,
            window,
            Quantities.ofCalls(
                1,
                new Quantities.Tokens(tokens[0], tokens[1], tokens[2], 0, tokens[3], 0),
                Map.of()));
    return cost.map(found -> Money.of(found.amount()).toString()).orElse("unknown");
  }
}
