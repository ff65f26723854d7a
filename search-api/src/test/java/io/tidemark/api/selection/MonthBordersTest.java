/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.MovedApi;
import io.tidemark.api.live.RandomSeed;
import io.tidemark.api.search.FinalThrough.Progress;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.hourly.DayZone;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A month of 31 days far from UTC, of which 30 days of hours are kept, over HTTP. */
@Tag("node")
class MonthBordersTest {

  private static final String TENANT = "month-borders";
  private static final LocalDate MARCH = LocalDate.parse("2026-03-01");

  /** UTC days with usage: both ends of the month, and where hours begin in each case. */
  private static final List<String> USED =
      List.of(
          "2026-02-28",
          "2026-03-01",
          "2026-03-02",
          "2026-03-03",
          "2026-03-04",
          "2026-03-05",
          "2026-03-08",
          "2026-03-30",
          "2026-03-31",
          "2026-04-01");

  /** No test looks at a time when earlier hours are kept. */
  private static final Instant FIRST_HOUR = Instant.parse("2026-03-02T00:00:00Z");

  private static final List<DayZone> ZONES =
      List.of(
          new DayZone(ZoneId.of("Pacific/Kiritimati")),
          new DayZone(ZoneId.of("Pacific/Pago_Pago")));

  /** Calls of all hours, also of those that are no longer kept. */
  private static final Map<Instant, Long> CALLS = new TreeMap<>();

  @BeforeAll
  static void index() {
    DayDocuments usage =
        new DayDocuments(Workload.MODEL_CALLS, TENANT, new Random(RandomSeed.SEED));
    for (String date : USED) {
      Instant start = Instant.parse(date + "T00:00:00Z");
      usage.fill(start, start.plus(1, ChronoUnit.DAYS));
    }
    List<IndexedDocument> kept = new ArrayList<>();
    for (IndexedDocument document : usage.documents(ZONES)) {
      boolean daily = document.source().has("day");
      if (!daily) {
        CALLS.merge(hour(document), document.source().path("calls").asLong(), Long::sum);
      }
      if (daily || !hour(document).isBefore(FIRST_HOUR)) {
        kept.add(document);
      }
    }
    LiveApi.shared().index(kept);
  }

  private static Instant hour(IndexedDocument document) {
    return Instant.parse(document.source().path("hour").asString());
  }

  @ParameterizedTest
  @CsvSource({
    "Pacific/Kiritimati, this_month, 2026-03-31T09:10:00Z, 2026-02-01T00:00:00Z",
    "Pacific/Kiritimati, this_month, 2026-03-31T09:10:00Z, ",
    "Pacific/Kiritimati, last_month, 2026-04-02T20:10:00Z, 2026-02-01T00:00:00Z",
    "Pacific/Kiritimati, last_month, 2026-04-02T20:10:00Z, ",
    "Pacific/Pago_Pago, this_month, 2026-04-01T10:10:00Z, 2026-02-01T00:00:00Z",
    "Pacific/Pago_Pago, this_month, 2026-04-01T10:10:00Z, ",
    "Pacific/Pago_Pago, last_month, 2026-04-02T20:10:00Z, 2026-02-01T00:00:00Z",
    "Pacific/Pago_Pago, last_month, 2026-04-02T20:10:00Z, "
  })
  void answersAMonthOf31DaysFromHoursAndDays(
      String zone, String range, Instant now, Instant daysFrom) {
    ZoneId local = ZoneId.of(zone);
    LiveApi api =
        MovedApi.at(now, new Progress(now.truncatedTo(ChronoUnit.HOURS), daysFrom, local));
    Map<LocalDate, Long> days = sumBy(local, day -> day);
    long all = days.values().stream().mapToLong(Long::longValue).sum();

    JsonNode summary = get(api, "summary", "range", range).json();
    assertThat(summary.path("from").asString()).isEqualTo(start(MARCH, local).toString());
    assertThat(summary.path("to").asString())
        .isEqualTo(start(MARCH.plusMonths(1), local).toString());
    assertThat(summary.path("calls").asLong()).isEqualTo(all).isPositive();
    assertThat(points(api, range, zone, "day")).hasSize(31).containsAllEntriesOf(days);
    assertThat(points(api, range, zone, "week"))
        .hasSize(6)
        .containsAllEntriesOf(
            sumBy(local, day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))));
    assertThat(points(api, range, zone, "month")).isEqualTo(Map.of(MARCH, all));
    Answer hours = get(api, "trend", "range", range, "interval", "hour");
    assertThat(hours.status()).isEqualTo(400);
    assertThat(hours.text()).contains("Hours are kept from ");
  }

  /** Calls of March by local days, each in the period that it belongs to. */
  private static Map<LocalDate, Long> sumBy(ZoneId zone, UnaryOperator<LocalDate> period) {
    Map<LocalDate, Long> sums = new TreeMap<>();
    CALLS.forEach(
        (hour, calls) -> {
          LocalDate day = LocalDate.ofInstant(hour, zone);
          if (day.getMonth() == MARCH.getMonth()) {
            sums.merge(period.apply(day), calls, Long::sum);
          }
        });
    return sums;
  }

  private static Instant start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** Values by the local date on which a point begins; 0 where nothing is known. */
  private static Map<LocalDate, Long> points(
      LiveApi api, String range, String zone, String interval) {
    JsonNode answer =
        get(api, "trend", "range", range, "interval", interval, "time_zone", zone).json();
    assertThat(answer.path("exact_days").asBoolean()).isTrue();
    Map<LocalDate, Long> points = new TreeMap<>();
    for (JsonNode point : answer.path("series").path(0).path("points")) {
      points.put(
          OffsetDateTime.parse(point.path("time").asString()).toLocalDate(),
          point.path("value").asLong(0));
    }
    return points;
  }

  private static Answer get(LiveApi api, String route, String... parameters) {
    return api.get(
        api.tokens().superAdmin(TENANT, "root"), "/api/v1/model-calls/" + route, parameters);
  }
}
