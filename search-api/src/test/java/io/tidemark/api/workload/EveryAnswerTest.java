/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.CallHours;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PlainMetrics;
import io.tidemark.api.live.RandomSeed;
import io.tidemark.api.live.UsageHour;
import io.tidemark.api.live.UsageHours;
import io.tidemark.api.metric.Metric;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Answers of every workload under random filters, against plain sums over the same documents. */
@Tag("node")
class EveryAnswerTest {

  private static final int ROUNDS = 12;
  private static final List<String> ZONES =
      List.of("UTC", "Asia/Shanghai", "Asia/Kolkata", "America/St_Johns", "America/New_York");

  private final LiveApi api = LiveApi.shared();
  private final long seed = RandomSeed.SEED;
  private final Random random = new Random(seed);

  static List<Workload> workloads() {
    return Workload.listAll();
  }

  private List<UsageHour> documents(Workload workload) {
    return workload == Workload.MODEL_CALLS
        ? CallHours.indexed(api).stream()
            .filter(hour -> CallHours.TENANT.equals(hour.dimension("tenant_id")))
            .map(UsageHour::of)
            .toList()
        : UsageHours.indexed(api, workload);
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void summary(Workload workload) {
    for (int round = 0; round < ROUNDS; round++) {
      RandomQuestion question = new RandomQuestion(workload, documents(workload), random);
      JsonNode answer = get(workload, "summary", question.parameters());
      PlainMetrics expected = question.selected(answer);
      for (Metric metric : workload.metrics()) {
        // A duration is one member with a metric in each of its own.
        JsonNode found = answer;
        List<String> path =
            answer.has(metric.name())
                ? List.of(metric.name())
                : List.of(metric.name().split("\\.", -1));
        for (String name : path) {
          found = found.path(name);
        }
        assertMetric(found, metric.name(), expected, why(question, round));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void trendOfAnyMetricByAnyGroup(Workload workload) {
    for (int round = 0; round < ROUNDS; round++) {
      RandomQuestion question = new RandomQuestion(workload, documents(workload), random);
      Metric metric = question.one(workload.metrics());
      String dimension = question.one(workload.dimensions());
      int limit = question.number(3);
      boolean hours = question.maybe();
      ZoneId zone = ZoneId.of(question.one(ZONES));
      String[] asked =
          question.parameters(
              "metric", metric.name(),
              "group_by", dimension,
              "limit", Integer.toString(limit),
              "interval", hours ? "hour" : "day",
              "time_zone", zone.getId());
      Answer sent = send(workload, "trend", asked);
      if (sent.status() == 400) {
        assertThat(sent.json().path("limit").asInt()).as(sent.text()).isIn(2_000, 400_000);
        continue;
      }
      JsonNode answer = sent.json();
      PlainMetrics expected = question.selected(answer);
      Metric ranked = metric.addsUp() ? metric : workload.mainCount();
      assertGreatest(keys(answer), dimension, limit, ranked.name(), expected, why(question, round));
      for (JsonNode series : answer.path("series")) {
        PlainMetrics own = expected.only(inSeries(series, keys(answer), dimension));
        for (JsonNode point : series.path("points")) {
          PlainMetrics part = own.only(at(point, hours, zone));
          String why = metric.name() + " " + series.path("kind") + " " + point;
          if (part.hours().isEmpty()) {
            Long nothing =
                isFinal(point, hours, zone, answer) ? own.metricOfNothing(metric.name()) : null;
            assertThat(point.path("value").isNull() ? null : point.path("value").asLong())
                .as(why + why(question, round))
                .isEqualTo(nothing);
          } else {
            assertMetric(point.path("value"), metric.name(), part, why + why(question, round));
          }
        }
      }
      assertNoDocumentIsLeftOut(answer, expected, metric, why(question, round));
    }
  }

  private static boolean isFinal(JsonNode point, boolean hours, ZoneId zone, JsonNode answer) {
    OffsetDateTime time = OffsetDateTime.parse(point.path("time").asString());
    Instant end =
        hours
            ? time.toInstant().plus(1, ChronoUnit.HOURS)
            : time.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    Instant to = Instant.parse(answer.path("to").asString());
    Instant through = Instant.parse(answer.path("final_through").asString());
    return !(end.isBefore(to) ? end : to).isAfter(through);
  }

  /** Points without holes hold every document: what adds up does so over all series. */
  private static void assertNoDocumentIsLeftOut(
      JsonNode answer, PlainMetrics expected, Metric metric, String why) {
    if (metric.addsUp()) {
      long sum = 0;
      for (JsonNode series : answer.path("series")) {
        for (JsonNode point : series.path("points")) {
          sum += point.path("value").asLong(0);
        }
      }
      Number all = expected.metric(metric.name());
      assertThat(sum).as(why).isEqualTo(all == null ? 0 : all.longValue());
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void distributionByOneAndTwoDimensions(Workload workload) {
    for (int round = 0; round < ROUNDS; round++) {
      RandomQuestion question = new RandomQuestion(workload, documents(workload), random);
      Metric metric = question.one(workload.metrics().stream().filter(Metric::addsUp).toList());
      List<String> dimensions = new ArrayList<>(workload.dimensions());
      String first = question.one(dimensions);
      dimensions.remove(first);
      List<String> by =
          question.maybe() && !dimensions.isEmpty()
              ? List.of(first, question.one(dimensions))
              : List.of(first);
      int limit = question.number(9);
      JsonNode answer =
          get(
              workload,
              "distribution",
              question.parameters(
                  "metric", metric.name(),
                  "group_by", String.join(",", by),
                  "limit", Integer.toString(limit)));
      assertDivides(answer, metric, question.selected(answer), by + why(question, round));
    }
  }

  private static void assertDivides(
      JsonNode answer, Metric metric, PlainMetrics expected, String why) {
    Number total = expected.metric(metric.name());
    PlainMetrics rest = expected;
    double least = Double.MAX_VALUE;
    for (JsonNode group : answer.path("groups")) {
      JsonNode key = group.path("key");
      PlainMetrics own =
          expected.only(
              hour ->
                  key.propertyNames().stream()
                      .allMatch(name -> Objects.equals(hour.dimension(name), text(key.get(name)))));
      assertThat(own.hours()).as(why + group).isNotEmpty();
      assertMetric(group.path("value"), metric.name(), own, why + group);
      rest = rest.only(hour -> !own.hours().contains(hour));
      Number value = own.metric(metric.name());
      // Greatest first; those without a value come last.
      double rank = value == null ? -1 : value.doubleValue();
      assertThat(rank).as(why + group).isLessThanOrEqualTo(least);
      least = rank;
      if (value != null && total.longValue() > 0) {
        assertThat(group.path("share").asDouble())
            .as(why + group)
            .isCloseTo(value.doubleValue() / total.doubleValue(), within(1e-12));
      }
    }
    assertThat(answer.path("other").isNull()).as(why).isEqualTo(rest.hours().isEmpty());
    if (!rest.hours().isEmpty()) {
      assertMetric(answer.path("other").path("value"), metric.name(), rest, why + " other");
    }
    if (!expected.hours().isEmpty()) {
      assertMetric(answer.path("total"), metric.name(), expected, why + " total");
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void facetsLeaveOutTheirOwnSelection(Workload workload) {
    for (int round = 0; round < ROUNDS; round++) {
      RandomQuestion question = new RandomQuestion(workload, documents(workload), random);
      JsonNode answer = get(workload, "facets", question.parameters("limit", "1000"));
      assertThat(answer.path("facets").size()).isEqualTo(workload.filters().size());
      for (JsonNode facet : answer.path("facets")) {
        String dimension = facet.path("name").asString();
        PlainMetrics expected = question.selectedBut(dimension, answer);
        List<String> values = new ArrayList<>();
        for (JsonNode value : facet.path("values")) {
          String name = value.path("value").asString();
          values.add(name);
          PlainMetrics own =
              expected.only(
                  hour -> name.equals(Objects.requireNonNullElse(hour.dimension(dimension), "")));
          assertMetric(
              value.path("count"), workload.mainCount().name(), own, why(question, round) + facet);
        }
        List<String> all = new ArrayList<>(expected.values(dimension));
        Number unknown =
            expected
                .only(hour -> hour.dimension(dimension) == null)
                .metric(workload.mainCount().name());
        if (unknown.longValue() > 0) {
          all.add("");
        }
        assertThat(values)
            .as(why(question, round) + dimension)
            .containsExactlyInAnyOrderElementsOf(all);
      }
    }
  }

  /** The values that got a series: as many as asked for, and none smaller than one left out. */
  private static void assertGreatest(
      List<String> keys, String dimension, int limit, String rank, PlainMetrics all, String why) {
    List<String> groups = new ArrayList<>(all.values(dimension));
    if (all.hours().stream().anyMatch(hour -> hour.dimension(dimension) == null)) {
      groups.add(null);
    }
    Comparator<Double> greatestFirst = Comparator.reverseOrder();
    List<Double> ranks =
        groups.stream().map(key -> rank(all, dimension, key, rank)).sorted(greatestFirst).toList();
    assertThat(keys.stream().map(key -> rank(all, dimension, key, rank)).toList())
        .as(why + dimension)
        .isEqualTo(ranks.subList(0, Math.min(limit, ranks.size())));
  }

  private static double rank(PlainMetrics all, String dimension, String key, String metric) {
    Number value = all.only(hour -> Objects.equals(hour.dimension(dimension), key)).metric(metric);
    return value == null ? -1 : value.doubleValue();
  }

  private static List<String> keys(JsonNode trend) {
    List<String> keys = new ArrayList<>();
    for (JsonNode series : trend.path("series")) {
      if (!series.path("kind").asString().equals("other")) {
        keys.add(text(series.path("key")));
      }
    }
    return keys;
  }

  private static Predicate<UsageHour> inSeries(
      JsonNode series, List<String> keys, String dimension) {
    return series.path("kind").asString().equals("other")
        ? hour -> !keys.contains(hour.dimension(dimension))
        : hour -> Objects.equals(hour.dimension(dimension), text(series.path("key")));
  }

  private static Predicate<UsageHour> at(JsonNode point, boolean hours, ZoneId zone) {
    OffsetDateTime time = OffsetDateTime.parse(point.path("time").asString());
    return hours
        ? hour -> hour.hour().truncatedTo(ChronoUnit.HOURS).equals(time.toInstant())
        : hour -> localDay(hour.hour(), zone).equals(time.toLocalDate());
  }

  private static LocalDate localDay(Instant hour, ZoneId zone) {
    return LocalDate.ofInstant(hour, zone);
  }

  private static String text(JsonNode value) {
    return value.isNull() ? null : value.asString();
  }

  private static void assertMetric(
      JsonNode found, String metric, PlainMetrics documents, String why) {
    Number expected = documents.metric(metric);
    if (expected == null) {
      assertThat(found.isNull()).as(metric + ": " + found + why).isTrue();
    } else if (expected instanceof Long) {
      assertThat(found.isIntegralNumber() ? found.asLong() : null)
          .as(metric + why)
          .isEqualTo(expected);
    } else {
      boolean percentile = metric.matches(".*\\.p\\d+");
      double share = !percentile ? 1e-9 : metric.startsWith("input_tokens_per_call.") ? 0.2 : 0.05;
      double off = share * (1 + expected.doubleValue());
      assertThat(found.isNumber() ? found.asDouble() : Double.NaN)
          .as(metric + why)
          .isCloseTo(expected.doubleValue(), within(off));
    }
  }

  private String why(RandomQuestion question, int round) {
    return ", seed " + seed + " round " + round + " " + String.join(" ", question.parameters());
  }

  private JsonNode get(Workload workload, String route, String... parameters) {
    Answer answer = send(workload, route, parameters);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private Answer send(Workload workload, String route, String... parameters) {
    String tenant = workload == Workload.MODEL_CALLS ? CallHours.TENANT : UsageHours.TENANT;
    return api.get(
        api.tokens().superAdmin(tenant, "root-" + random.nextInt(50)),
        "/api/v1/" + workload.id() + "/" + route,
        parameters);
  }
}
