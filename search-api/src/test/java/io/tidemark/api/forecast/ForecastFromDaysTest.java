/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.MovedApi;
import io.tidemark.api.live.RandomSeed;
import io.tidemark.api.search.FinalThrough.Progress;
import io.tidemark.api.selection.DayDocuments;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.hourly.DayZone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Forecasts whose history is longer than hours are kept, over HTTP. */
@Tag("node")
class ForecastFromDaysTest {

  private static final String TENANT = "forecast-days";
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate FIRST = LocalDate.parse("2025-11-01");
  private static final LocalDate TODAY = LocalDate.parse("2026-03-12");
  private static final String GONE = "gone";

  private static final String PRICES =
      """
      {"currency": "USD", "default": true, "prices": [
       {"id": "old", "match": {"model": "*"}, "valid_to": "CHANGE",
        "per_million": {"total": "500000"}},
       {"id": "new", "match": {"model": "*"}, "valid_from": "CHANGE",
        "per_million": {"total": "1000000"}}]}
      """;

  /** Calls by local day. */
  private static final Map<LocalDate, Long> CALLS = new TreeMap<>();

  @BeforeAll
  static void index() {
    List<IndexedDocument> days =
        new ArrayList<>(
            new DayDocuments(Workload.MODEL_CALLS, TENANT, new Random(RandomSeed.SEED))
                .fill(start(FIRST), start(TODAY))
                .days(new DayZone(ZONE)));
    days.add(userOfLongAgo(days.get(0)));
    for (IndexedDocument day : days) {
      Instant start = Instant.parse(day.source().path("day").asString());
      CALLS.merge(LocalDate.ofInstant(start, ZONE), day.source().path("calls").asLong(), Long::sum);
    }
    LiveApi.shared().index(days);
  }

  /** On the first day alone, with more calls than all others. */
  private static IndexedDocument userOfLongAgo(IndexedDocument first) {
    ObjectNode source = first.source().deepCopy();
    source.put("user_id", GONE).put("calls", 1_000_000);
    return new IndexedDocument(first.index(), null, source);
  }

  @Test
  void forecastsFromAllCompleteDays() {
    JsonNode answer = get(FIRST, "time_zone", ZONE.getId()).json();

    Forecast expected = new Forecast(history(FIRST));
    assertThat(answer.path("history_days").asInt()).isEqualTo(131);
    assertThat(answer.path("from").asString()).isEqualTo(start(FIRST).toString());
    assertThat(answer.path("days").size()).isEqualTo(7);
    for (JsonNode day : answer.path("days")) {
      Forecast.Range range = expected.expectDay(LocalDate.parse(day.path("day").asString()));
      assertThat(day.path("expected").asLong()).isEqualTo(Math.round(range.expected()));
      assertThat(day.path("low").asLong()).isEqualTo(Math.round(range.low()));
      assertThat(day.path("high").asLong()).isEqualTo(Math.round(range.high()));
    }
    assertThat(answer.path("days").path(0).path("day").asString()).isEqualTo(TODAY.toString());
  }

  @Test
  void beginsWithTheFirstDayThatIsKnownAsAWhole() {
    LocalDate february = LocalDate.parse("2026-02-01");

    JsonNode answer = get(february, "time_zone", ZONE.getId(), "horizon", "month").json();

    assertThat(answer.path("history_days").asInt()).isEqualTo(28 + 11);
    double march = 0;
    for (double value : history(TODAY.withDayOfMonth(1)).values()) {
      march += value;
    }
    assertThat(answer.path("total").path("actual").asDouble()).isEqualTo(march);
    assertThat(answer.path("days").size()).isEqualTo(20);
  }

  @Test
  void readsHoursAloneInAnotherZone() {
    Answer answer = get(FIRST, "time_zone", "UTC");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("there are 0, 14 are missing");
  }

  @Test
  void forecastsTheGreatestGroupsOfLate() {
    JsonNode answer =
        get(FIRST, "time_zone", ZONE.getId(), "group_by", "user_id", "limit", "50").json();

    List<String> keys = new ArrayList<>();
    for (JsonNode group : answer.path("groups")) {
      keys.add(group.path("key").asString(null));
      assertThat(group.path("history_days").asInt()).isBetween(100, 131);
    }
    assertThat(keys).hasSize(3).doesNotContain(GONE);
    String user = keys.stream().filter(key -> key != null).findFirst().orElseThrow();
    assertThat(answer.path("groups").path(keys.indexOf(user)).path("days"))
        .isEqualTo(get(FIRST, "time_zone", ZONE.getId(), "user_id", user).json().path("days"));
  }

  @ParameterizedTest
  @CsvSource({"2026-01-10T04:00:00Z, 60", "2026-01-09T16:00:00Z, 131"})
  void leavesOutDaysOfCostUntilAPriceChangesInsideOfOne(String change, int days) {
    LiveApi api = api(FIRST);
    Answer stored =
        api.send(token(api), "PUT", "/api/v1/price-lists/trial", PRICES.replace("CHANGE", change));
    assertThat(stored.status()).as(stored.text()).isIn(200, 201);

    JsonNode answer = get(FIRST, "time_zone", ZONE.getId(), "metric", "cost").json();

    assertThat(answer.path("history_days").asInt()).isEqualTo(days);
    assertThat(answer.path("exact").asBoolean()).isTrue();
  }

  private static DailySeries history(LocalDate first) {
    double[] values =
        first
            .datesUntil(TODAY)
            .mapToDouble(day -> CALLS.getOrDefault(day, 0L).doubleValue())
            .toArray();
    return new DailySeries(first, values);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZONE).toInstant();
  }

  /** Days are known from {@code first} on. */
  private static LiveApi api(LocalDate first) {
    Instant end = LiveApi.NOW.truncatedTo(ChronoUnit.HOURS);
    return MovedApi.at(LiveApi.NOW, new Progress(end, start(first), ZONE));
  }

  private static String token(LiveApi api) {
    return api.tokens().superAdmin(TENANT, "root");
  }

  private static Answer get(LocalDate first, String... parameters) {
    LiveApi api = api(first);
    return api.get(token(api), "/api/v1/model-calls/forecast", parameters);
  }
}
