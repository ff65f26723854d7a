/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The cost of all records of a request is the sum of the costs that its lists show. */
@Tag("node")
class RecordCostsTest {

  private static final String PATH = "/api/v1/model-calls/records";
  private static final String TENANT = "record-costs";

  /** More than one page of those that are priced. */
  private static final int CHEAP = 2_003;

  private static final Instant START = Instant.parse("2026-03-12T08:00:00Z");

  private static LiveApi api;
  private static String token;

  @BeforeAll
  static void index() {
    api = LiveApi.shared();
    token = api.tokens().superAdmin(TENANT, "root");
    List<IndexedDocument> records = new ArrayList<>();
    for (int i = 0; i < CHEAP; i++) {
      String time = START.plusMillis(i).toString();
      records.add(usage("alice", "small").ofRecord(time, 1 + i % 7, i % 3));
    }
    records.add(usage("bob", "large").ofRecord(START.plusSeconds(60).toString(), 300_000, 7));
    records.add(usage("bob", "free").ofRecord(START.plusSeconds(61).toString(), 5, 5));
    api.index(records);
    putSetting(
        api,
        TENANT,
        "price-lists/main",
        "{\"currency\": \"USD\", \"default\": true, \"prices\": ["
            + "{\"id\": \"small\", \"match\": {\"model\": \"small\"},"
            + " \"per_million\": {\"input\": \"1.5\", \"output\": \"3\"}},"
            + " {\"id\": \"large\", \"match\": {\"model\": \"large\"},"
            + " \"per_million\": {\"input\": \"2\", \"output\": \"4\"}}]}");
  }

  private static PricedUsageDocument usage(String user, String model) {
    return new PricedUsageDocument(TENANT, user, "web", "own", model);
  }

  @Test
  void addUpWhatEachRecordCosts() {
    JsonNode all = totals();

    assertThat(all.path("records").asInt()).isEqualTo(CHEAP + 2);
    assertThat(new BigDecimal(all.at("/cost/amount").asString()))
        .isEqualByComparingTo(costOfLists());
    assertThat(all.at("/cost/currency").asString()).isEqualTo("USD");
    assertThat(all.at("/cost/unpriced_records").asInt()).isEqualTo(1);
    assertThat(all.has("cost_limit")).isFalse();
    assertThat(totals("user_id", "bob").at("/cost/amount").asString()).isEqualTo("0.600028");
    assertThat(totals("model", "free").at("/cost/amount").isNull()).as("no price").isTrue();
  }

  @Test
  void haveNoCostWithoutAPriceList() {
    JsonNode other =
        api.get(api.tokens().superAdmin("without-prices", "root"), PATH, "totals", "true").json();

    assertThat(other.path("totals").has("records")).isTrue();
    assertThat(other.path("totals").has("cost")).isFalse();
  }

  @Test
  void nameTheLimitWhenThereAreTooManyRecords() {
    RecordTotals many = new RecordTotals(RecordCosts.MOST + 1, Map.of(), null, null);
    RecordTotals most = new RecordTotals(RecordCosts.MOST, Map.of(), null, null);

    assertThat(many.leaveOutCost(RecordCosts.MOST).costLimit()).isEqualTo(RecordCosts.MOST);
    assertThat(RecordCosts.mayRead(many)).isFalse();
    assertThat(RecordCosts.mayRead(most)).isTrue();
  }

  private static JsonNode totals(String... filters) {
    List<String> asked = new ArrayList<>(List.of("totals", "true", "limit", "1"));
    asked.addAll(List.of(filters));
    return api.get(token, PATH, asked.toArray(String[]::new)).json().path("totals");
  }

  private static BigDecimal costOfLists() {
    BigDecimal sum = BigDecimal.ZERO;
    String cursor = null;
    do {
      List<String> asked = new ArrayList<>(List.of("limit", "1000"));
      if (cursor != null) {
        asked.addAll(List.of("cursor", cursor));
      }
      JsonNode page = api.get(token, PATH, asked.toArray(String[]::new)).json();
      for (JsonNode record : page.path("records")) {
        JsonNode cost = record.path("cost");
        sum = cost.isNull() ? sum : sum.add(new BigDecimal(cost.asString()));
      }
      cursor = page.path("next").isNull() ? null : page.path("next").asString();
    } while (cursor != null);
    return sum;
  }
}
