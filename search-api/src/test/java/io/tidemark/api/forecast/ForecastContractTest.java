/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.CallHours;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.LowBucketLimit;
import io.tidemark.api.live.MoneySample;
import io.tidemark.api.live.PricedUsageDocument;
import io.tidemark.api.live.SampleTenant;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Forecasts over HTTP, against days that are added up from all documents. */
@Tag("node")
class ForecastContractTest {

  private static final String PATH = "/api/v1/model-calls/forecast";

  private static LiveApi api;
  private static BruteForce all;

  @BeforeAll
  static void documents() {
    api = LiveApi.shared();
    all = new BruteForce(CallHours.indexed(api));
  }

  @ParameterizedTest
  @CsvSource({"UTC, 2026-02-11", "Asia/Shanghai, 2026-02-12"})
  void forecastsFromTheCompleteFinalLocalDays(String zone, LocalDate first) {
    DailySeries history = history(ZoneId.of(zone), first, LocalDate.parse("2026-03-12"), null);

    JsonNode answer = get("time_zone", zone, "horizon", "7d");

    Forecast expected = new Forecast(history);
    assertThat(answer.path("history_days").asInt()).isEqualTo(history.length());
    assertThat(answer.path("method").asString()).isEqualTo(WeekdayModel.NAME);
    assertThat(answer.path("days").size()).isEqualTo(7);
    for (JsonNode day : answer.path("days")) {
      Forecast.Range range = expected.expectDay(LocalDate.parse(day.path("day").asString()));
      assertThat(day.path("expected").asLong()).isEqualTo(Math.round(range.expected()));
      assertThat(day.path("low").asLong()).isEqualTo(Math.round(range.low()));
      assertThat(day.path("high").asLong()).isEqualTo(Math.round(range.high()));
    }
    assertThat(answer.path("days").path(0).path("day").asString()).isEqualTo("2026-03-12");
    assertThat(get("time_zone", zone, "horizon", "7d").path("days")).isEqualTo(answer.path("days"));
  }

  @Test
  void addsTheFinalDaysOfTheMonthToItsTotal() {
    LocalDate today = LocalDate.parse("2026-03-12");
    DailySeries march = history(ZoneId.of("UTC"), LocalDate.parse("2026-03-01"), today, "alice");

    JsonNode answer = get("horizon", "month", "user_id", "alice");

    double actual = 0;
    for (double value : march.values()) {
      actual += value;
    }
    JsonNode total = answer.path("total");
    long open = 0;
    for (JsonNode day : answer.path("days")) {
      open += day.path("expected").asLong();
    }
    assertThat(answer.path("days").size()).isEqualTo(20);
    assertThat(total.path("actual").asDouble()).isEqualTo(actual);
    assertThat(total.path("expected").asLong() - total.path("actual").asLong())
        .isBetween(open - 20, open + 20);
    assertThat(total.path("low").asLong())
        .isBetween((long) actual, total.path("expected").asLong());
  }

  @Test
  void forecastsTheGreatestGroups() {
    JsonNode answer = get("group_by", "user_id", "limit", "2");

    assertThat(answer.path("groups").size()).isEqualTo(2);
    for (JsonNode group : answer.path("groups")) {
      String user = group.path("key").asString();
      assertThat(group.path("days")).isEqualTo(get("user_id", user).path("days"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"calls", "input_tokens"})
  void splitsHistoriesWithMoreBucketsThanOneAnswerMayHave(String metric) {
    String[] asked = {"metric", metric, "group_by", "user_id", "limit", "2"};
    JsonNode whole = get(asked);

    // 30 days of three series.
    LowBucketLimit.run(api, 40, () -> assertThat(get(asked)).isEqualTo(whole));
  }

  @Test
  void leavesOutDaysOfUnknownCost() {
    String tenant = "forecast-unpriced";
    MoneySample.putPrices(api, tenant);
    LocalDate first = LocalDate.parse("2026-02-20");
    Set<Integer> unknown = Set.of(0, 8, 16);
    for (int i = 0; i < 20; i++) {
      indexCall(tenant, first.plusDays(i), unknown.contains(i) ? "unpriced" : "gpt-4o");
    }

    JsonNode answer = forecastCost(tenant);

    assertThat(answer.path("history_days").asInt()).as(answer.toString()).isEqualTo(17);
    assertThat(answer.path("unknown_days").asInt()).isEqualTo(3);
    assertThat(answer.path("groups").path(0).path("unknown_days").asInt()).isEqualTo(3);
    for (JsonNode day : answer.path("days")) {
      assertThat(Double.parseDouble(day.path("expected").asString()))
          .isCloseTo(2.5, within(0.0001));
    }
    assertThat(answer.path("total").path("actual").asString()).isEqualTo("25.00");
    assertThat(answer.path("unpriced").path("calls").asInt()).isEqualTo(3);
  }

  @Test
  void hasNoActualCostOfAMonthWithoutPrices() {
    String tenant = "forecast-unpriced-month";
    MoneySample.putPrices(api, tenant);
    LocalDate month = LocalDate.parse("2026-03-01");
    LocalDate first = LocalDate.parse("2026-02-13");
    first
        .datesUntil(LocalDate.parse("2026-03-12"))
        .forEach(day -> indexCall(tenant, day, day.isBefore(month) ? "gpt-4o" : "unpriced"));

    JsonNode answer = forecastCost(tenant);

    assertThat(answer.path("history_days").asInt()).as(answer.toString()).isEqualTo(16);
    assertThat(answer.path("unknown_days").asInt()).isEqualTo(11);
    assertThat(answer.path("total").path("actual").isNull()).isTrue();
    assertThat(Double.parseDouble(answer.path("total").path("expected").asString()))
        .isCloseTo(20 * 2.5, within(0.0001));
  }

  /** A call of a million tokens, 2.50 of {@code gpt-4o}. */
  private static void indexCall(String tenant, LocalDate day, String model) {
    PricedUsageDocument usage = new PricedUsageDocument(tenant, "alice", "p", "openai", model);
    api.index(List.of(usage.ofHour(day + "T12:00:00Z", 1, 1_000_000, 0)));
  }

  private static JsonNode forecastCost(String tenant) {
    String root = api.tokens().superAdmin(tenant, "root");
    return api.get(root, PATH, "metric", "cost", "horizon", "month", "group_by", "user_id").json();
  }

  @Test
  void saysHowMuchHistoryIsMissing() {
    SampleTenant.index(api, "young-tenant", "young-");

    Answer answer = api.get(api.tokens().superAdmin("young-tenant", "root"), PATH);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().path("type").asString()).endsWith("too-little-history");
    assertThat(answer.json().path("detail").asString())
        .isEqualTo(
            "A forecast needs 14 complete final days of usage; there are 0, 14 are missing.");
  }

  @Test
  void forecastsCostByThePricesOfNow() {
    String tenant = "forecast-cost";
    Answer without = api.get(api.tokens().superAdmin(tenant, "root"), PATH, "metric", "cost");
    assertThat(without.status()).isEqualTo(409);
    assertThat(without.json().path("type").asString()).endsWith("no-prices");
    MoneySample.putPrices(api, tenant);
    LocalDate first = LocalDate.parse("2026-02-20");
    double[] costs = new double[20];
    for (int i = 0; i < costs.length; i++) {
      String noon = first.plusDays(i) + "T12:00:00Z";
      MoneySample.index(api, tenant, "alice", noon, 100_000L * (i % 7 + 1), 0);
      costs[i] = 0.25 * (i % 7 + 1);
    }

    Answer answer = api.get(api.tokens().superAdmin(tenant, "root"), PATH, "metric", "cost");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().path("currency").asString()).isEqualTo("USD");
    Forecast expected = new Forecast(new DailySeries(first, costs));
    for (JsonNode day : answer.json().path("days")) {
      Forecast.Range range = expected.expectDay(LocalDate.parse(day.path("day").asString()));
      assertThat(day.path("expected").isString()).isTrue();
      assertThat(Double.parseDouble(day.path("expected").asString()))
          .isCloseTo(range.expected(), within(0.0001));
    }
    assertThat(answer.json().path("total").path("actual").asString()).isEqualTo("0");
  }

  private static DailySeries history(ZoneId zone, LocalDate first, LocalDate end, String user) {
    List<LocalDate> days = first.datesUntil(end).toList();
    double[] values = new double[days.size()];
    for (int i = 0; i < values.length; i++) {
      Instant from = days.get(i).atStartOfDay(zone).toInstant();
      Instant to = days.get(i).plusDays(1).atStartOfDay(zone).toInstant();
      Long sum =
          all.tenant(CallHours.TENANT)
              .between(from, to)
              .only(hour -> user == null || user.equals(hour.dimension("user_id")))
              .sum("calls");
      values[i] = sum == null ? 0 : sum;
    }
    return new DailySeries(first, values).startAtUsage();
  }

  private static JsonNode get(String... parameters) {
    return api.readJson(api.tokens().superAdmin(CallHours.TENANT, "root"), PATH, parameters);
  }
}
