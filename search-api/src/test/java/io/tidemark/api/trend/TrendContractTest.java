/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.CallHours;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RandomFilters;
import io.tidemark.api.live.RandomSeed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Points, days and series against adding up the same documents one by one. */
@Tag("node")
class TrendContractTest {

  private static final String TREND = "/api/v1/model-calls/trend";

  private static LiveApi api;
  private static BruteForce all;

  @BeforeAll
  static void documents() {
    api = LiveApi.shared();
    all = new BruteForce(CallHours.indexed(api));
  }

  @Test
  void hoursHaveNoHolesAndEqualBruteForceUnderRandomFilters() {
    long seed = RandomSeed.SEED;
    Random random = new Random(seed);
    for (int i = 0; i < 15; i++) {
      RandomFilters filters = RandomFilters.of(random);
      String metric = List.of("calls", "failed", "input_tokens").get(random.nextInt(3));
      JsonNode trend = get(CallHours.TENANT, filters.parameters("range", "3d", "metric", metric));
      JsonNode points = trend.path("series").path(0).path("points");
      assertThat(points.size()).isEqualTo(73);
      for (JsonNode point : points) {
        Instant hour = OffsetDateTime.parse(point.path("time").asString()).toInstant();
        BruteForce expected =
            all.tenant(CallHours.TENANT)
                .between(hour, hour.plusSeconds(3600))
                .only(filters::matches);
        Long sum = expected.sum(metric);
        boolean isFinal = !hour.plusSeconds(3600).isAfter(time(trend, "final_through"));
        boolean reported = metric.equals("input_tokens") ? sum(points) > 0 : true;
        assertThat(value(point))
            .as("seed " + seed + ", " + point)
            .isEqualTo(expected.hours().isEmpty() && isFinal && reported ? Long.valueOf(0) : sum);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "acme, UTC, true",
    "acme, Asia/Shanghai, true",
    "acme, Asia/Kolkata, false",
    "acme, America/St_Johns, false",
    "acme, America/New_York, true",
    "acme, Africa/Casablanca, true",
    "halves, UTC, true",
    "halves, Asia/Shanghai, true",
    "halves, Asia/Kolkata, true",
    "halves, America/St_Johns, true",
    "halves, Africa/Casablanca, true",
    "halves, Asia/Kathmandu, false"
  })
  void daysOfAnyZoneAddUpToTheSummary(String tenant, String zone, boolean exact) {
    String[] range = {"range", "30d"};
    String token = api.tokens().superAdmin(tenant, "root");
    JsonNode summary = api.get(token, "/api/v1/model-calls/summary", range).json();
    for (String metric : List.of("calls", "total_tokens")) {
      JsonNode trend =
          get(tenant, "range", "30d", "interval", "day", "time_zone", zone, "metric", metric);

      assertThat(trend.path("exact_days").asBoolean()).isEqualTo(exact);
      JsonNode points = trend.path("series").path(0).path("points");
      long sum = 0;
      for (JsonNode point : points) {
        sum += value(point) == null ? 0 : value(point);
        assertThat(value(point))
            .as(point.toString())
            .isEqualTo(orNothing(day(tenant, point, ZoneId.of(zone)), metric, point));
      }
      assertThat(sum).isEqualTo(summary.path(metric).asLong()).isPositive();
    }
  }

  /** The running day has calls in these documents; of days before, no documents are 0. */
  private static Long orNothing(BruteForce day, String metric, JsonNode point) {
    Instant start = OffsetDateTime.parse(point.path("time").asString()).toInstant();
    boolean isFinal = start.plus(Duration.ofDays(1)).isBefore(LiveApi.NOW);
    return day.hours().isEmpty() && isFinal ? Long.valueOf(0) : day.sum(metric);
  }

  private static BruteForce day(String tenant, JsonNode point, ZoneId zone) {
    LocalDate day = OffsetDateTime.parse(point.path("time").asString()).toLocalDate();
    // Keyed by the local date of each window's start: no boundary is computed.
    return all.tenant(tenant).only(hour -> LocalDate.ofInstant(hour.hour(), zone).equals(day));
  }

  @Test
  void theDayOnWhichClocksGoForwardHasTwentyThreeHours() {
    JsonNode trend =
        get(
            CallHours.HALF_HOURS,
            "range",
            "7d",
            "interval",
            "day",
            "time_zone",
            "America/St_Johns");

    List<String> times = new ArrayList<>();
    trend.path("series").path(0).path("points").forEach(p -> times.add(p.path("time").asString()));
    assertThat(times)
        .contains(
            "2026-03-08T00:00:00-03:30", "2026-03-09T00:00:00-02:30", "2026-03-10T00:00:00-02:30");
  }

  @Test
  void theDayOnWhichClocksGoBackHasTwentyFiveHours() {
    // Morocco puts its clocks back for Ramadan.
    String zone = "Africa/Casablanca";
    JsonNode points =
        get(
                CallHours.TENANT,
                "range",
                "30d",
                "interval",
                "day",
                "metric",
                "calls",
                "time_zone",
                zone)
            .path("series")
            .path(0)
            .path("points");

    Instant start = Instant.parse("2026-02-14T23:00:00Z");
    BruteForce day = all.tenant(CallHours.TENANT).between(start, start.plus(Duration.ofHours(25)));
    for (JsonNode point : points) {
      if (point.path("time").asString().equals("2026-02-15T00:00:00+01:00")) {
        assertThat(value(point)).isEqualTo(day.sum("calls")).isPositive();
        return;
      }
    }
    throw new AssertionError("no such day in " + points);
  }

  @ParameterizedTest
  @CsvSource({
    "model, calls, 2",
    "user_id, input_tokens, 3",
    "model_source, failed, 1",
    "client, calls, 50"
  })
  void topGroupsAndTheRestAddUpToTheWhole(String dimension, String metric, int limit) {
    String[] common = {"range", "7d", "interval", "day", "metric", metric};
    JsonNode whole = get(CallHours.TENANT, common);
    JsonNode grouped =
        get(
            CallHours.TENANT,
            "range",
            "7d",
            "interval",
            "day",
            "metric",
            metric,
            "group_by",
            dimension,
            "limit",
            Integer.toString(limit));

    for (int i = 0; i < whole.path("series").path(0).path("points").size(); i++) {
      long sum = 0;
      for (JsonNode series : grouped.path("series")) {
        Long value = value(series.path("points").path(i));
        sum += value == null ? 0 : value;
      }
      Long expected = value(whole.path("series").path(0).path("points").path(i));
      assertThat(sum).isEqualTo(expected == null ? 0 : expected);
    }
    BruteForce range =
        all.tenant(CallHours.TENANT).between(time(grouped, "from"), time(grouped, "to"));
    for (JsonNode series : grouped.path("series")) {
      assertSeries(series, dimension, metric, range);
    }
    assertGreatestFirst(grouped);
  }

  private static void assertSeries(
      JsonNode series, String dimension, String metric, BruteForce range) {
    String key = series.path("key").isNull() ? null : series.path("key").asString();
    if (series.path("kind").asString().equals("other")) {
      return;
    }
    Long expected =
        range.only(hour -> java.util.Objects.equals(hour.dimension(dimension), key)).sum(metric);
    assertThat(total(series)).as(series.toString()).isEqualTo(expected == null ? 0 : expected);
  }

  private static void assertGreatestFirst(JsonNode trend) {
    long before = Long.MAX_VALUE;
    for (JsonNode series : trend.path("series")) {
      if (!series.path("kind").asString().equals("other")) {
        assertThat(total(series)).isLessThanOrEqualTo(before);
        before = total(series);
      }
    }
  }

  private static long total(JsonNode series) {
    return sum(series.path("points"));
  }

  private static long sum(JsonNode points) {
    long total = 0;
    for (JsonNode point : points) {
      total += point.path("value").asLong(0);
    }
    return total;
  }

  /** The models with the most failed calls, and what else they have. */
  @Test
  void seriesAreTheGreatestByAnotherMetric() {
    JsonNode trend =
        get(
            CallHours.TENANT,
            "range",
            "7d",
            "interval",
            "day",
            "metric",
            "latency_ms.p95",
            "group_by",
            "model",
            "limit",
            "3",
            "rank_by",
            "failed");

    BruteForce range = all.tenant(CallHours.TENANT).between(time(trend, "from"), time(trend, "to"));
    List<Long> failed = new ArrayList<>();
    for (JsonNode series : trend.path("series")) {
      if (!series.path("kind").asString().equals("other")) {
        String key = series.path("key").isNull() ? null : series.path("key").asString();
        failed.add(range.only(hour -> Objects.equals(key, hour.dimension("model"))).sum("failed"));
      }
    }
    assertThat(failed).hasSize(3).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(failed.get(2)).isGreaterThanOrEqualTo(greatestOfOthers(range, trend));
  }

  private static long greatestOfOthers(BruteForce range, JsonNode trend) {
    Set<String> shown = new HashSet<>();
    trend.path("series").forEach(series -> shown.add(series.path("key").asString("")));
    return range
        .values("model")
        .filter(model -> !shown.contains(model))
        .mapToLong(model -> range.only(hour -> model.equals(hour.dimension("model"))).sum("failed"))
        .max()
        .orElseThrow();
  }

  @Test
  void tooManyPointsAreRefusedWithTheLimit() {
    String token = api.tokens().superAdmin(CallHours.TENANT, "root");
    Answer answer = api.get(token, TREND, "range", "30d", "group_by", "model", "limit", "5");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("limit").asInt()).isEqualTo(2_000);
  }

  private static JsonNode get(String tenant, String... parameters) {
    return api.readJson(api.tokens().superAdmin(tenant, "root"), TREND, parameters);
  }

  private static Instant time(JsonNode answer, String name) {
    return Instant.parse(answer.path(name).asString());
  }

  private static Long value(JsonNode point) {
    JsonNode value = point.path("value");
    return value.isNull() ? null : Long.valueOf(value.asLong());
  }
}
