/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.fingerprint.Fingerprint;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.HourlyDocument;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.hourly.Publication;
import io.tidemark.model.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices depend on bands of prompts, tiers, currencies, and the key that joins them. */
@Tag("fast")
class CallPricingTest {

  private static final CallOptions PRICING =
      new CallOptions(
          PromptBands.above(List.of(32_000L, 200_000L)), "USD", DimensionTags.parse("none"));

  @ParameterizedTest
  @CsvSource({"0,", "32000,", "32001,32000", "200000,32000", "200001,200000", "9000000,200000"})
  void takesTheGreatestBoundThatTheInputExceeds(long input, String band) {
    ModelCall call = call();
    call.count(CallCount.INPUT_TOKENS, input);

    PRICING.apply(call);

    assertThat(call.text(CallText.PROMPT_BAND)).isEqualTo(band);
  }

  @Test
  void callsWithoutInputHaveNoBand() {
    ModelCall call = call();
    PRICING.apply(call);
    assertThat(call.has(CallText.PROMPT_BAND)).isFalse();
  }

  @Test
  void rejectsBoundsThatDoNotAscend() {
    for (List<Long> wrong : List.of(List.of(0L), List.of(2L, 2L), List.of(3L, 1L))) {
      assertThatThrownBy(() -> PromptBands.above(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void countsCostsInAnotherCurrencyApart() {
    assertThat(hour("usd", 5))
        .contains("\"reported_cost_nanos\":5", "\"calls_with_reported_cost\":1")
        .contains("\"calls_with_other_currency\":0");
    assertThat(hour(null, 5)).contains("\"reported_cost_nanos\":5");
    assertThat(hour("EUR", 5))
        .doesNotContain("reported_cost_nanos")
        .contains("\"calls_with_reported_cost\":0", "\"calls_with_other_currency\":1");
    assertThat(hour("EUR", ModelCall.UNKNOWN)).contains("\"calls_with_other_currency\":0");
  }

  /** Cached tokens of an unknown input would be taken from the input of other calls. */
  @Test
  void countsCallsOfWhichOnlyTheTotalIsKnown() {
    ModelCall total = call();
    total.count(CallCount.TOTAL_TOKENS, 1_000);
    total.count(CallCount.CACHE_READ_TOKENS, 400);
    total.count(CallCount.REASONING_TOKENS, 30);
    ModelCall split = call();
    split.count(CallCount.INPUT_TOKENS, 700);
    split.count(CallCount.CACHE_READ_TOKENS, 200);
    Aggregate hour = new Aggregate(CallAggregation.LAYOUT);
    for (ModelCall call : List.of(total, split, call())) {
      CallAggregation.add(CallRow.of(call, new Fingerprint()), hour);
    }

    assertThat(document(CallRow.of(total, new Fingerprint()).dimensions(), hour))
        .contains("\"calls_with_unsplit_tokens\":1", "\"total_tokens\":1700")
        .contains("\"input_tokens\":700,", "\"cache_read_tokens\":200,")
        .contains("\"calls_without_usage\":1")
        .doesNotContain("reasoning_tokens");
  }

  @Test
  void joinsPartsOfPriceKeys() {
    assertThat(hour(null, 1)).contains("\"price_key\":\"\u241Fgpt-4o\u241F\u241F\u241F\"");
    byte[] key =
        DimensionKey.of(
            "t",
            null,
            null,
            null,
            null,
            "open\u241Fai",
            "preset",
            "m",
            null,
            null,
            null,
            "batch",
            "200000");

    String document = document(key, new Aggregate(CallAggregation.LAYOUT));

    assertThat(document)
        .contains("\"price_key\":\"open\uFFFDai\u241Fm\u241Fpreset\u241Fbatch\u241F200000\"")
        .contains("\"service_tier\":\"batch\"", "\"prompt_band\":\"200000\"");
  }

  /** Document ids and state keys of earlier builds stay those of calls without a tier. */
  @Test
  void aCallWithoutTierAndBandHasTheKeyOfEarlierBuilds() {
    ModelCall call = call();
    byte[] earlier =
        DimensionKey.of("t", null, null, null, null, null, null, "gpt-4o", null, null, null);
    assertThat(CallRow.of(call, new Fingerprint()).dimensions()).isEqualTo(earlier);

    call.count(CallCount.INPUT_TOKENS, 40_000);
    PRICING.apply(call);
    byte[] withBand = CallRow.of(call, new Fingerprint()).dimensions();
    assertThat(withBand).startsWith(earlier).isNotEqualTo(earlier);
    assertThat(DimensionKey.value(withBand, 11)).isNull();
    assertThat(DimensionKey.value(withBand, 12)).isEqualTo("32000");
    assertThat(DimensionKey.value(earlier, 12)).isNull();
  }

  private static ModelCall call() {
    ModelCall call = new ModelCall();
    call.text(CallText.TENANT_ID, "t");
    call.text(CallText.REQUEST_ID, "r");
    call.text(CallText.MODEL, "gpt-4o");
    return call;
  }

  private static String hour(String currency, long nanos) {
    ModelCall call = call();
    call.count(CallCount.REPORTED_COST_NANOS, nanos);
    if (currency != null) {
      call.text(CallText.REPORTED_CURRENCY, currency);
    }
    PRICING.apply(call);
    CallRow row = CallRow.of(call, new Fingerprint());
    Aggregate hour = new Aggregate(CallAggregation.LAYOUT);
    CallAggregation.add(row, hour);
    return document(row.dimensions(), hour);
  }

  private static String document(byte[] key, Aggregate hour) {
    byte[] json =
        HourlyDocument.write(
            HourlyFamily.MODEL_CALLS,
            key,
            hour,
            new Publication(0, 60, true, 1, 0, 0),
            new JsonWriter());
    return new String(json, StandardCharsets.UTF_8);
  }
}
