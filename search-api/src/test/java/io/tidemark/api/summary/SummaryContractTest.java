/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.CallHour;
import io.tidemark.api.live.CallHours;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RandomFilters;
import io.tidemark.api.live.RandomSeed;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every metric against adding up the same documents one by one. */
@Tag("node")
class SummaryContractTest {

  private static final List<String> ALWAYS_KNOWN =
      List.of("calls", "succeeded", "failed", "blocked", "calls_without_usage", "fallback_calls");
  private static final List<String> MAYBE_UNKNOWN =
      List.of(
          "inconsistent_calls",
          "input_tokens",
          "output_tokens",
          "total_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "reasoning_tokens");

  private static LiveApi api;
  private static BruteForce all;

  @BeforeAll
  static void documents() {
    api = LiveApi.shared();
    all = new BruteForce(CallHours.indexed(api));
  }

  @ParameterizedTest
  @ValueSource(strings = {CallHours.TENANT, CallHours.HALF_HOURS})
  void equalsBruteForceUnderRandomFilters(String tenant) {
    long seed = RandomSeed.SEED;
    Random random = new Random(seed);
    String token = api.tokens().superAdmin(tenant, "root");
    for (int i = 0; i < 25; i++) {
      RandomFilters filters = RandomFilters.of(random);
      String range = List.of("2h", "12h", "1d", "3d", "7d", "30d").get(random.nextInt(6));
      String[] parameters = filters.parameters("range", range);
      Answer answer = api.get(token, "/api/v1/model-calls/summary", parameters);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      JsonNode summary = answer.json();
      BruteForce expected =
          all.tenant(tenant)
              .between(time(summary, "from"), time(summary, "to"))
              .only(filters::matches);
      assertEqual(summary, expected, "seed " + seed + ", " + String.join(" ", List.of(parameters)));
    }
  }

  private static void assertEqual(JsonNode summary, BruteForce expected, String why) {
    for (String count : ALWAYS_KNOWN) {
      Long sum = expected.sum(count);
      assertThat(summary.path(count).asLong())
          .as(count + ", " + why)
          .isEqualTo(sum == null ? 0 : sum);
    }
    for (String count : MAYBE_UNKNOWN) {
      Long sum = expected.sum(count);
      assertThat(summary.get(count)).as(count + ", " + why).isNotNull();
      assertThat(summary.get(count).isNull() ? null : summary.get(count).asLong())
          .as(count + ", " + why)
          .isEqualTo(sum);
    }
    assertThat(summary.path("models").asLong()).as(why).isEqualTo(expected.distinct("model"));
    assertThat(summary.path("users").asLong()).as(why).isEqualTo(expected.distinct("user_id"));
    assertValues(summary.path("latency_ms"), expected, CallHour::latencies, 5, why);
    assertValues(summary.path("time_to_first_token_ms"), expected, CallHour::firstTokens, 5, why);
    assertValues(summary.path("input_tokens_per_call"), expected, CallHour::inputs, 20, why);
  }

  private static void assertValues(
      JsonNode durations,
      BruteForce expected,
      Function<CallHour, List<Long>> which,
      int offPercent,
      String why) {
    long[] all = expected.all(which);
    if (all.length == 0) {
      assertThat(durations.path("p95").isNull()).as(why).isTrue();
      assertThat(durations.path("mean").isNull()).as(why).isTrue();
      assertThat(durations.path("max").isNull()).as(why).isTrue();
      return;
    }
    assertThat(durations.path("max").asLong()).as(why).isEqualTo(all[all.length - 1]);
    assertThat(durations.path("mean").asDouble())
        .as(why)
        .isCloseTo(java.util.Arrays.stream(all).average().orElseThrow(), within(0.001));
    for (int percent : List.of(50, 90, 95, 99)) {
      assertThat(durations.path("p" + percent).asDouble())
          .as("p" + percent + ", " + why)
          .isCloseTo(
              expected.percentile(which, percent / 100.0), Percentage.withPercentage(offPercent));
    }
  }

  @Test
  void aDayIsTwentyFourCompleteHoursAndTheRunningOne() {
    JsonNode summary = get("range", "1d");

    assertThat(time(summary, "from")).isEqualTo("2026-03-11T10:00:00Z");
    assertThat(time(summary, "to")).isEqualTo("2026-03-12T11:00:00Z");
  }

  @Test
  void thirtyDaysAreTheDaysThatAreKept() {
    JsonNode summary = get("range", "30d");

    assertThat(time(summary, "from")).isEqualTo("2026-02-11T00:00:00Z");
    assertThat(time(summary, "to")).isEqualTo("2026-03-12T11:00:00Z");
  }

  @Test
  void comparesTheFinalHoursWithAsManyHoursBefore() {
    JsonNode summary = get("range", "3d", "compare", "previous");

    JsonNode compared = summary.path("compared");
    JsonNode previous = summary.path("previous");
    assertThat(time(summary, "to")).as("the running hour").isEqualTo("2026-03-12T11:00:00Z");
    assertThat(time(compared, "from")).isEqualTo(time(summary, "from"));
    assertThat(time(compared, "to")).isEqualTo("2026-03-12T10:00:00Z");
    assertThat(time(previous, "from")).isEqualTo("2026-03-06T10:00:00Z");
    assertThat(time(previous, "to")).isEqualTo(time(summary, "from"));
    for (JsonNode period : List.of(compared, previous)) {
      BruteForce expected =
          all.tenant(CallHours.TENANT).between(time(period, "from"), time(period, "to"));
      assertEqual(period, expected, period.path("from").asString());
    }
  }

  @Test
  void comparesAllOfARangeThatIsFinal() {
    JsonNode summary =
        get("from", "2026-03-11T10:00:00Z", "to", "2026-03-12T10:00:00Z", "compare", "previous");

    JsonNode compared = summary.path("compared");
    assertThat(time(compared, "to")).isEqualTo(time(summary, "to"));
    assertThat(compared.path("calls")).isEqualTo(summary.path("calls"));
    assertThat(time(summary.path("previous"), "from")).isEqualTo("2026-03-10T10:00:00Z");
  }

  @Test
  void comparesNothingWhileNoHourOfTheRangeIsFinal() {
    JsonNode summary = get("from", "2026-03-12T10:00:00Z", "compare", "previous");

    assertThat(summary.path("calls").isNumber()).isTrue();
    assertThat(summary.has("compared")).isFalse();
    assertThat(summary.has("previous")).isFalse();
  }

  @Test
  void aPeriodBeforeThatIsNotKeptIsRefused() {
    String token = api.tokens().superAdmin(CallHours.TENANT, "root");
    Answer answer =
        api.get(token, "/api/v1/model-calls/summary", "range", "30d", "compare", "previous");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("parameter").asString()).isEqualTo("compare");
  }

  @Test
  void tokensOfCallsWithoutUsageAreUnknownAndNotZero() {
    JsonNode nothing = get("model", "never called");

    assertThat(nothing.path("calls").asLong(-1)).isZero();
    assertThat(nothing.path("input_tokens").isNull()).isTrue();
    assertThat(nothing.path("error_rate").isNull()).isTrue();
  }

  private static JsonNode get(String... parameters) {
    String token = api.tokens().superAdmin(CallHours.TENANT, "root");
    return api.get(token, "/api/v1/model-calls/summary", parameters).json();
  }

  private static Instant time(JsonNode answer, String name) {
    return Instant.parse(answer.path(name).asString());
  }
}
