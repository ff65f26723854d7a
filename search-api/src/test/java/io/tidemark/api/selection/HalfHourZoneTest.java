/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.selection;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.MoneySample;
import io.tidemark.api.live.MovedApi;
import io.tidemark.api.live.RandomSeed;
import io.tidemark.api.search.FinalThrough.Progress;
import io.tidemark.model.index.IndexFamily;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Hours of calendar ranges whose days begin inside of an hour of UTC, over HTTP. */
@Tag("node")
class HalfHourZoneTest {

  private static final Instant NOW = Instant.parse("2026-03-12T10:10:00Z");
  private static final Instant FINAL = Instant.parse("2026-03-12T10:00:00Z");
  private static final Instant FIRST = Instant.parse("2026-02-27T00:00:00Z");
  private static final Map<String, Integer> WINDOWS =
      Map.of("Asia/Kolkata", 30, "Asia/Kathmandu", 15);
  private static final long TOKENS = 1_000;

  /** Calls by zone and window; every third window has none. */
  private static final Map<String, Map<Instant, Long>> CALLS = new TreeMap<>();

  @BeforeAll
  static void index() {
    Random random = new Random(RandomSeed.SEED);
    List<IndexedDocument> documents = new ArrayList<>();
    WINDOWS.forEach(
        (zone, minutes) -> {
          Map<Instant, Long> calls = CALLS.computeIfAbsent(zone, key -> new TreeMap<>());
          for (Instant at = FIRST; at.isBefore(FINAL); at = at.plus(Duration.ofMinutes(minutes))) {
            if (random.nextInt(3) > 0) {
              long count = 1L + random.nextInt(9);
              calls.put(at, count);
              documents.add(createCalls(tenant(zone), at, minutes, count));
              documents.add(createRuns(tenant(zone), at, minutes, count));
            }
          }
        });
    LiveApi.shared().index(documents);
    WINDOWS.keySet().forEach(HalfHourZoneTest::putSettings);
  }

  private static LiveApi at(String zone) {
    return MovedApi.at(NOW, new Progress(FINAL, null, ZoneId.of(zone)));
  }

  private static String tenant(String zone) {
    return "half-hour-" + zone.substring(zone.indexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  private static ObjectNode createWindow(String tenant, Instant at, int minutes) {
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put("hour", at.toString()).put("window_minutes", minutes).put("tenant_id", tenant);
    return source;
  }

  private static IndexedDocument createCalls(String tenant, Instant at, int minutes, long count) {
    ObjectNode source = createWindow(tenant, at, minutes);
    source.put("user_id", "asha").put("model", "gpt-4o");
    source.put("price_key", "\u241Fgpt-4o\u241F\u241F\u241F");
    source.put("calls", count).put("succeeded", count).put("input_tokens", count * TOKENS);
    source.put("output_tokens", 0).put("total_tokens", count * TOKENS);
    source.put("final", true).put("revision", 0).put("updated_at", at.toString());
    return new IndexedDocument(
        IndexFamily.MODEL_CALLS_HOURLY.indexAt(at.toEpochMilli()), tenant + at, source);
  }

  private static IndexedDocument createRuns(String tenant, Instant at, int minutes, long max) {
    ObjectNode source = createWindow(tenant, at, minutes);
    source.put("dimension", "tenant").put("value", tenant);
    source.put("max", max).put("min", max).put("mean", (double) max);
    source
        .putArray("levels")
        .addObject()
        .put("level", max)
        .put("ms", Duration.ofMinutes(minutes).toMillis());
    for (int minute = 0; minute < minutes; minute++) {
      source.withArray("minute_max").add(max);
    }
    return new IndexedDocument(
        IndexFamily.COMFYUI_CONCURRENCY.indexAt(at.toEpochMilli()), tenant + at, source);
  }

  /** As many tokens an hour as it costs dollars, in thousands: a token costs a thousandth. */
  private static void putSettings(String zone) {
    LiveApi api = at(zone);
    MoneySample.putPrices(api, tenant(zone));
    putSetting(
        api,
        tenant(zone),
        "pools/own",
        "{\"name\": \"Own\", \"models\": [\"gpt*\"], \"gpus\": \"1000\","
            + " \"price_per_gpu_hour\": \"1\", \"currency\": \"USD\", \"capacity\": \"1000000\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "Asia/Kolkata, today, 2026-03-11T18:30:00Z",
    "Asia/Kolkata, yesterday, 2026-03-10T18:30:00Z",
    "Asia/Kolkata, this_week, 2026-03-08T18:30:00Z",
    "Asia/Kolkata, last_week, 2026-03-01T18:30:00Z",
    "Asia/Kolkata, this_month, 2026-02-28T18:30:00Z",
    "Asia/Kathmandu, today, 2026-03-11T18:15:00Z",
    "Asia/Kathmandu, yesterday, 2026-03-10T18:15:00Z",
    "Asia/Kathmandu, this_week, 2026-03-08T18:15:00Z",
    "Asia/Kathmandu, last_week, 2026-03-01T18:15:00Z",
    "Asia/Kathmandu, this_month, 2026-02-28T18:15:00Z"
  })
  void hoursOfACalendarRangeAddUpToIt(String zone, String range, Instant from) {
    LiveApi api = at(zone);

    JsonNode summary = get(api, zone, "model-calls/summary", "range", range);
    assertThat(summary.path("from").asString()).isEqualTo(from.toString());
    Instant to = Instant.parse(summary.path("to").asString());
    Map<Instant, Long> expected = sumByHour(zone, from, to);
    assertThat(summary.path("calls").asLong()).isEqualTo(sum(expected)).isPositive();

    JsonNode trend = get(api, zone, "model-calls/trend", "range", range, "interval", "hour");
    assertThat(readPoints(trend.path("series").path(0).path("points"), "value"))
        .isEqualTo(expected);
    JsonNode performance =
        get(api, zone, "model-calls/performance", "range", range, "interval", "hour");
    assertThat(readPoints(performance.path("points"), "calls")).isEqualTo(expected);
    JsonNode costs = get(api, zone, "costs/trend", "range", range, "interval", "hour");
    assertThat(sumAmounts(costs.path("series").path(0).path("points"), "value"))
        .isEqualByComparingTo(
            get(api, zone, "costs/summary", "range", range).path("cost").asString());
    assertPoolIsSplit(api, zone, range, sum(expected));
  }

  private static void assertPoolIsSplit(LiveApi api, String zone, String range, long calls) {
    JsonNode summary = get(api, zone, "costs/summary", "range", range);
    Duration length =
        Duration.between(
            Instant.parse(summary.path("from").asString()),
            Instant.parse(summary.path("to").asString()));
    Map<String, BigDecimal> rows = new TreeMap<>();
    for (JsonNode group :
        get(api, zone, "costs/distribution", "range", range, "group_by", "department")
            .path("groups")) {
      rows.put(group.path("kind").asString(), new BigDecimal(group.path("value").asString()));
    }

    assertThat(new BigDecimal(summary.path("pools").asString()))
        .isEqualByComparingTo(
            BigDecimal.valueOf(1_000 * length.toMinutes()).divide(BigDecimal.valueOf(60)));
    assertThat(rows.get("pool")).isEqualByComparingTo(BigDecimal.valueOf(calls));
    assertThat(rows.get("pool").add(rows.get("idle")))
        .isEqualByComparingTo(summary.path("pools").asString());
    JsonNode trend =
        get(
            api,
            zone,
            "costs/trend",
            "range",
            range,
            "interval",
            "hour",
            "group_by",
            "department",
            "limit",
            "1");
    BigDecimal points = BigDecimal.ZERO;
    for (JsonNode series : trend.path("series")) {
      if (series.path("kind").asString().equals("pool")) {
        points = points.add(sumAmounts(series.path("points"), "value"));
      }
    }
    assertThat(points).isEqualByComparingTo(summary.path("pools").asString());
  }

  @ParameterizedTest
  @CsvSource({"Asia/Kolkata, today", "Asia/Kolkata, yesterday", "Asia/Kathmandu, this_week"})
  void hoursOfConcurrencyHaveTheirWindows(String zone, String range) {
    LiveApi api = at(zone);

    JsonNode answer = get(api, zone, "comfyui/concurrency", "range", range);

    Instant from = Instant.parse(answer.path("from").asString());
    Instant to = Instant.parse(answer.path("to").asString());
    Map<Instant, Long> greatest = new TreeMap<>();
    CALLS.get(zone).forEach((at, max) -> mergeWindow(greatest, at, max, from, to, Math::max));
    assertThat(greatest).isNotEmpty();
    Map<Instant, Long> hours = readPoints(answer.path("hours"), "max");
    assertThat(hours).containsAllEntriesOf(greatest);
    assertThat(hours.values().stream().filter(max -> max != null && max > 0))
        .hasSize(greatest.size());
  }

  /** Sums from the start of the range on; null for hours that are not final and have none. */
  private static Map<Instant, Long> sumByHour(String zone, Instant from, Instant to) {
    Map<Instant, Long> sums = new TreeMap<>();
    for (Instant at = from; at.isBefore(to); at = at.plus(1, ChronoUnit.HOURS)) {
      sums.put(at, at.plus(1, ChronoUnit.HOURS).isAfter(FINAL) ? null : 0L);
    }
    CALLS.get(zone).forEach((at, calls) -> mergeWindow(sums, at, calls, from, to, Long::sum));
    return sums;
  }

  private static void mergeWindow(
      Map<Instant, Long> hours,
      Instant at,
      long value,
      Instant from,
      Instant to,
      BinaryOperator<Long> how) {
    if (!at.isBefore(from) && at.isBefore(to)) {
      long hour = Duration.between(from, at).toHours();
      hours.merge(from.plus(hour, ChronoUnit.HOURS), value, how);
    }
  }

  private static long sum(Map<Instant, Long> values) {
    return values.values().stream().mapToLong(value -> value == null ? 0 : value).sum();
  }

  private static Map<Instant, Long> readPoints(JsonNode points, String name) {
    Map<Instant, Long> values = new TreeMap<>();
    for (JsonNode point : points) {
      JsonNode value = point.path(name);
      values.put(
          OffsetDateTime.parse(point.path("time").asString()).toInstant(),
          value.isNull() ? null : (Long) value.asLong());
    }
    return values;
  }

  private static BigDecimal sumAmounts(JsonNode points, String name) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode point : points) {
      if (!point.path(name).isNull()) {
        sum = sum.add(new BigDecimal(point.path(name).asString()));
      }
    }
    return sum;
  }

  private static JsonNode get(LiveApi api, String zone, String route, String... parameters) {
    Answer answer =
        api.get(api.tokens().superAdmin(tenant(zone), "root"), "/api/v1/" + route, parameters);
    assertThat(answer.status()).as(route + answer.text()).isEqualTo(200);
    return answer.json();
  }
}
