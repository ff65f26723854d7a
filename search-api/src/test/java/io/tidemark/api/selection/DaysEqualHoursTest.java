/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.selection;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import io.tidemark.api.access.Scope;
import io.tidemark.api.groups.GroupRanking;
import io.tidemark.api.groups.Ranking;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RandomSeed;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.BinMerge;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.TieredRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.Reduction;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.hourly.DayZone;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Days give the same numbers as their hours, for every metric, dimension and zone. */
@Tag("node")
class DaysEqualHoursTest {

  private static final String TENANT = "days-tenant";

  /** Clocks in New York go forward within. */
  private static final Instant FROM = Instant.parse("2026-03-06T00:00:00Z");

  private static final Instant TO = Instant.parse("2026-03-11T00:00:00Z");
  private static final TimeRange ALL = new TimeRange(FROM, TO);

  /** No hours are kept of these days. */
  private static final TimeRange PAST =
      new TimeRange(Instant.parse("2025-10-24T00:00:00Z"), Instant.parse("2025-11-02T00:00:00Z"));

  /** Clocks in Morocco go back within: Ramadan begins. */
  private static final TimeRange RAMADAN =
      new TimeRange(Instant.parse("2026-02-14T00:00:00Z"), Instant.parse("2026-02-17T00:00:00Z"));

  private static final String MOROCCO = "Africa/Casablanca";
  private static final String RAMADAN_TENANT = "days-ramadan";

  private static final Scope SCOPE = new Scope(TENANT, "root", true, new TreeSet<>());
  private static final List<DayZone> ZONES =
      List.of("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York").stream()
          .map(zone -> new DayZone(ZoneId.of(zone)))
          .toList();

  private static final ExpectedAnswer MERGED =
      ExpectedAnswer.SMALL.reducedBy(Reduction.ofBuckets(BinMerge::isOfKeywords, BinMerge::reduce));

  private static final long SEED = RandomSeed.SEED;
  private static LiveApi api;
  private static UsageStore store;

  @BeforeAll
  static void index() {
    api = LiveApi.shared();
    store = api.bean(UsageStore.class);
    Random random = new Random(SEED);
    for (Workload workload : Workload.listAll()) {
      api.index(new DayDocuments(workload, TENANT, random).fill(FROM, TO).documents(ZONES));
    }
    api.index(
        new DayDocuments(Workload.MODEL_CALLS, TENANT, random)
            .fill(PAST.from(), PAST.to())
            .days(ZONES.get(0)));
    api.index(
        new DayDocuments(Workload.MODEL_CALLS, RAMADAN_TENANT, random)
            .fill(RAMADAN.from(), RAMADAN.to())
            .documents(List.of(new DayZone(ZoneId.of(MOROCCO)))));
  }

  @Test
  void givesTheSameNumbersOnADayOf25Hours() {
    Scope scope = new Scope(RAMADAN_TENANT, "root", true, new TreeSet<>());
    TieredRange tiers = tiers(RAMADAN, MOROCCO);

    assertThat(tiers.days())
        .singleElement()
        .satisfies(days -> assertThat(days.hours()).isEqualTo(24 + 25));
    assertThat(metrics(scope, Workload.MODEL_CALLS, RAMADAN, tiers, MOROCCO))
        .as("seed %d", SEED)
        .isEqualTo(
            metrics(scope, Workload.MODEL_CALLS, RAMADAN, TieredRange.ofHours(RAMADAN), MOROCCO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"})
  void givesTheSameNumbersForEveryMetric(String zone) {
    Random random = new Random(SEED);
    for (Workload workload : Workload.listAll()) {
      for (TimeRange range : List.of(ALL, randomRange(random), randomRange(random))) {
        TieredRange tiers = tiers(range, zone);
        String when = "%s, %s, %s, seed %d".formatted(workload, zone, range, SEED);

        assertThat(metrics(workload, range, tiers, zone))
            .as(when)
            .isEqualTo(metrics(workload, range, TieredRange.ofHours(range), zone));
      }
      assertThat(tiers(ALL, zone).isHourly()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Pacific/Kiritimati"})
  void givesTheSameGroupsForEveryMetricAndDimension(String zone) {
    TimeRange range = randomRange(new Random(SEED));
    for (Workload workload : Workload.listAll()) {
      for (String dimension : workload.dimensions()) {
        assertThat(groups(workload, dimension, range, tiers(range, zone)))
            .as("%s by %s, seed %d", workload, dimension, SEED)
            .isNotEmpty()
            .isEqualTo(groups(workload, dimension, range, TieredRange.ofHours(range)));
      }
    }
  }

  @Test
  void ranksGroupsOverHoursAndDays() {
    TimeRange range = randomRange(new Random(SEED));
    Workload calls = Workload.MODEL_CALLS;

    assertThat(rank(calls, range, tiers(range, "UTC")))
        .isEqualTo(rank(calls, range, TieredRange.ofHours(range)));
  }

  @Test
  void answersRangesBeforeTheHoursThatAreKept() {
    JsonNode sum =
        get("summary", "from", PAST.from().toString(), "to", PAST.to().toString()).json();
    JsonNode wide =
        get("summary", "from", "2025-10-24T07:30:00Z", "to", "2025-11-01T05:00:00Z").json();

    assertThat(past()).isPositive();
    assertThat(sum.path("calls").asLong()).isEqualTo(past());
    assertThat(wide.path("from").asString()).isEqualTo(PAST.from().toString());
    assertThat(wide.path("to").asString()).isEqualTo(PAST.to().toString());
    assertThat(wide.path("calls").asLong()).isEqualTo(past());
  }

  @Test
  void addsUpOverTheBorderOfTiers() {
    long all = past() + calls(ALL, TieredRange.ofHours(ALL));

    assertThat(get("summary", "range", "13m").json().path("calls").asLong()).isEqualTo(all);
    assertThat(
            get("distribution", "range", "13m", "group_by", "model").json().path("total").asLong())
        .isEqualTo(all);
    assertThat(
            get("performance", "range", "13m", "interval", "month")
                .json()
                .path("points")
                .valueStream()
                .mapToLong(point -> point.path("calls").asLong())
                .sum())
        .isEqualTo(all);
  }

  @Test
  void answersByDayWeekAndMonthButNotByHour() {
    Answer hours = get("trend", "range", "13m");
    assertThat(hours.status()).isEqualTo(400);
    assertThat(hours.json().path("parameter").asString()).isEqualTo("interval");
    assertThat(hours.text()).contains("Hours are kept from 2026-02-11T00:00:00Z on");

    JsonNode months = get("trend", "range", "13m", "interval", "month").json();
    JsonNode points = months.path("series").path(0).path("points");
    assertThat(points.size()).isEqualTo(13);
    assertThat(points.path(0).path("time").asString()).startsWith("2025-03-01T00:00");
    assertThat(months.path("exact_days").asBoolean()).isTrue();
    assertThat(points.path(7).path("value").asLong() + points.path(8).path("value").asLong())
        .isEqualTo(past());
    JsonNode weeks =
        get("trend", "from", PAST.from().toString(), "to", PAST.to().toString(), "interval", "week")
            .json();
    assertThat(weeks.path("series").path(0).path("points").size()).isEqualTo(2);
  }

  private static long past() {
    return calls(PAST, TieredRange.of(PAST, PAST.to(), ZoneId.of("UTC"), List.of()));
  }

  private static long calls(TimeRange range, TieredRange tiers) {
    return Long.parseLong(
        metrics(Workload.MODEL_CALLS, range, tiers, "UTC").get("calls").split(" ", 2)[0]);
  }

  @Test
  void saysThatDaysOfAnotherZoneAreNotExact() {
    JsonNode days =
        get(
                "trend",
                "from",
                PAST.from().toString(),
                "to",
                PAST.to().toString(),
                "interval",
                "day",
                "time_zone",
                "Asia/Shanghai")
            .json();

    assertThat(days.path("exact_days").asBoolean(true)).isFalse();
  }

  private static Answer get(String route, String... parameters) {
    return api.get(
        api.tokens().superAdmin(TENANT, "root"), "/api/v1/model-calls/" + route, parameters);
  }

  private static Map<String, String> metrics(
      Workload workload, TimeRange range, TieredRange tiers, String zone) {
    return metrics(SCOPE, workload, range, tiers, zone);
  }

  private static Map<String, String> metrics(
      Scope scope, Workload workload, TimeRange range, TieredRange tiers, String zone) {
    Map<String, String> all = new LinkedHashMap<>();
    for (BinMerge merge : BinMerge.values()) {
      Aggregations aggregations = new Aggregations();
      List<Metric> metrics = comparable(workload, zone);
      metrics.forEach(metric -> metric.addTo(aggregations, merge));
      Selection selection = new Selection(scope, range, Filters.NONE, tiers);
      JsonNode found =
          store.search(
              scope,
              workload,
              tiers,
              Search.aggregate(selection.hourlyQuery(), aggregations.byName()),
              MERGED);
      metrics.forEach(
          metric ->
              all.merge(
                  metric.name(),
                  String.valueOf(metric.read(found.path("aggregations"))),
                  (one, other) -> one + " " + other));
    }
    return all;
  }

  /** UTC days are not those of another zone. */
  private static List<Metric> comparable(Workload workload, String zone) {
    return zone.equals("UTC") || !workload.countsUtcDays()
        ? workload.metrics()
        : workload.metrics().stream()
            .filter(metric -> !metric.name().equals("active_days"))
            .collect(Collectors.toList());
  }

  private static Map<String, List<String>> groups(
      Workload workload, String dimension, TimeRange range, TieredRange tiers) {
    List<Metric> metrics =
        workload.metrics().stream().filter(Metric::addsUp).collect(Collectors.toList());
    Aggregations values = new Aggregations();
    metrics.forEach(metric -> metric.addTo(values));
    Aggregation byValue =
        Aggregation.of(
            aggregation ->
                aggregation
                    .terms(terms -> terms.field(dimension).missing("unknown"))
                    .aggregations(values.byName()));
    Selection selection = new Selection(SCOPE, range, Filters.NONE, tiers);
    JsonNode found =
        store.search(
            SCOPE,
            workload,
            tiers,
            Search.aggregate(selection.hourlyQuery(), Map.of("groups", byValue)),
            ExpectedAnswer.SMALL);
    Map<String, List<String>> groups = new TreeMap<>();
    for (JsonNode group : found.path("aggregations").path("groups").path("buckets")) {
      groups.put(
          group.path("key").asString(),
          metrics.stream().map(metric -> String.valueOf(metric.read(group))).toList());
    }
    return groups;
  }

  private static Ranking rank(Workload workload, TimeRange range, TieredRange tiers) {
    return api.bean(GroupRanking.class)
        .rank(
            workload,
            new Selection(SCOPE, range, Filters.NONE, tiers),
            List.of("model"),
            workload.mainCount(),
            2);
  }

  private static TieredRange tiers(TimeRange range, String zone) {
    return TieredRange.of(
        range, Instant.EPOCH, ZoneId.of(zone), List.of(new TimeRange(Instant.EPOCH, TO)));
  }

  private static TimeRange randomRange(Random random) {
    Instant from = FROM.plus(Duration.ofHours(random.nextInt(48)));
    return new TimeRange(from, from.plus(Duration.ofHours(48 + random.nextInt(24))));
  }
}
