/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reported costs in summaries, and bands that windows do not distinguish. */
@Tag("node")
class CostDetailsTest {

  private static final String TENANT = "cost-details-tenant";
  private static final String PRICES =
      """
      {"currency": "USD", "default": true, "prices": [
        {"id": "small", "match": {"model": "small"}, "per_million": {"input": "1", "output": "1"}},
        {"id": "large", "match": {"model": "large"}, "per_million": {"input": "9", "output": "9"},
         "bands": [{"above_input_tokens": 200000, "per_million": {"input": "18"}}]}]}
      """;

  private static final String SUMMARY = "/api/v1/model-calls/summary";
  private static final String FACETS = "/api/v1/model-calls/facets";
  private static final String UNKNOWN = "unknown-model 9 null";

  private static LiveApi api;

  @BeforeAll
  static void index() {
    api = LiveApi.shared();
    api.index(
        List.of(
            new PricedUsageDocument(TENANT, "alice", "web", "own", "small")
                .ofHour("2026-03-12T08:00:00Z", 50, 1_000, 1_000),
            new PricedUsageDocument(TENANT, "alice", "web", "own", "large")
                .ofHour("2026-03-12T08:00:00Z", 2, 1_000_000, 1_000),
            new PricedUsageDocument(TENANT, "bob", "web", "own", "unknown-model")
                .ofHour("2026-03-12T08:00:00Z", 9, 1_000, 0)));
    putSetting(api, TENANT, "price-lists/main", PRICES);
  }

  @Test
  void theSummaryHasTheCostThatSendersReport() {
    JsonNode reported = get(SUMMARY).path("reported_cost");

    assertThat(reported.path("currency").asString()).isEqualTo("USD");
    assertThat(reported.path("calls_without").asLong()).isEqualTo(61);
  }

  @Test
  void theSummaryCountsTheCallsThatReportACost() {
    IndexedDocument calls =
        new PricedUsageDocument(TENANT, "dave", "web", "own", "small")
            .ofHour("2026-02-21T06:00:00Z", 5, 1_000, 0);
    calls.source().put("reported_cost_nanos", 2_500_000_000L).put("calls_with_reported_cost", 3);
    api.index(List.of(calls));

    JsonNode summary = get(SUMMARY, "from", "2026-02-21T06:00:00Z", "to", "2026-02-21T07:00:00Z");

    assertThat(summary.path("cost").asString()).isEqualTo("0.001");
    JsonNode reported = summary.path("reported_cost");
    assertThat(new BigDecimal(reported.path("amount").asString())).isEqualByComparingTo("2.5");
    assertThat(reported.path("calls").asLong()).isEqualTo(3);
    assertThat(reported.path("calls_without").asLong()).isEqualTo(2);
    assertThat(summary.path("calls_with_reported_cost").asLong()).isEqualTo(3);
  }

  @Test
  void oneSearchReadsTheNumbersOfTheSummaryAndTheirCost() {
    get(SUMMARY);
    api.proxy().forget();

    assertThat(get(SUMMARY).path("cost").isNull()).isFalse();

    assertThat(api.proxy().sent())
        .filteredOn(sent -> sent.path().contains("-hourly-") && sent.body().contains(TENANT))
        .hasSize(1);
  }

  /** Only calls without any tokens are asked for units that no price names. */
  @Test
  void unitsAloneHaveNoPriceByTokens() {
    PricedUsageDocument painter = new PricedUsageDocument(TENANT, "carol", "web", "own", "small");
    IndexedDocument images = painter.ofHour("2026-02-20T06:00:00Z", 3, 0, 0);
    images.source().putObject("units").put("images", 4);
    api.index(List.of(images));
    String[] hour = {"from", "2026-02-20T06:00:00Z", "to", "2026-02-20T07:00:00Z"};

    JsonNode summary = get(SUMMARY, hour);
    assertThat(summary.path("cost").isNull()).isTrue();
    assertThat(summary.path("unpriced").path("calls").asLong()).isEqualTo(3);
    assertThat(get("/api/v1/costs/summary", hour).path("cost").isNull()).isTrue();
  }

  @Test
  void aBandThatWindowsDoNotTellApartIsNotExact() {
    assertThat(get("/api/v1/costs/summary").path("exact").asBoolean()).isTrue();
    putSetting(api, TENANT, "price-lists/main", PRICES.replace("200000", "100000"));
    try {
      assertThat(get("/api/v1/costs/summary").path("exact").asBoolean()).isFalse();
      assertThat(get("/api/v1/costs/summary", "model", "small").path("exact").asBoolean()).isTrue();
    } finally {
      putSetting(api, TENANT, "price-lists/main", PRICES);
    }
  }

  @Test
  void valuesOfFacetsAreOrderedByCountOrByAMetric() {
    JsonNode byCost = get(FACETS, "facet", "model", "order", "cost");
    assertThat(values(byCost)).containsExactly("large 2 9.009", "small 50 0.002", UNKNOWN);
    assertThat(byCost.path("currency").asString()).isEqualTo("USD");
    assertThat(byCost.path("unpriced").path("calls").asLong()).isEqualTo(9);
    assertThat(values(get(FACETS, "facet", "model")))
        .containsExactly("small 50 null", UNKNOWN, "large 2 null");
    assertThat(values(get(FACETS, "facet", "model", "order", "input_tokens")))
        .containsExactly("large 2 1000000", "small 50 1000", "unknown-model 9 1000");

    // Its own filter is left out of a facet, others hold.
    assertThat(values(get(FACETS, "facet", "model", "order", "cost", "model", "small")))
        .isEqualTo(values(byCost));
    assertThat(values(get(FACETS, "facet", "user_id", "order", "cost", "model", "small")))
        .containsExactly("alice 50 0.002");
    JsonNode first = get(FACETS, "facet", "model", "order", "cost", "limit", "1");
    assertThat(values(first)).containsExactly("large 2 9.009");
    assertThat(first.path("facets").path(0).path("more").asBoolean()).isTrue();
    assertThat(values(get(FACETS, "facet", "model", "order", "cost", "q", "ALL")))
        .containsExactly("small 50 0.002");
    assertThat(values(get(FACETS, "facet", "model", "order", "cost", "q", "none"))).isEmpty();
  }

  private static List<String> values(JsonNode answer) {
    List<String> values = new ArrayList<>();
    for (JsonNode value : answer.path("facets").path(0).path("values")) {
      JsonNode total = value.path("total");
      values.add(
          value.path("value").asString()
              + ' '
              + value.path("count").asLong()
              + ' '
              + (total.isNull() ? null : total.asString()));
    }
    return values;
  }

  private static JsonNode get(String path, String... parameters) {
    return api.readJson(api.tokens().superAdmin(TENANT, "root"), path, parameters);
  }
}
