/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RandomSeed;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.hourly.DayZone;
import io.tidemark.model.schema.WorkloadSchemas;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers over ranges that begin before what is kept. No job reports days of this workload. */
@Tag("node")
class CompleteFromTest {

  private static final String TENANT = "complete-from";
  private static final String TREND = "/api/v1/training/trend";
  private static final DayZone UTC = new DayZone(ZoneId.of("UTC"));

  /** The first hour that is kept. */
  private static final Instant COMPLETE = Instant.parse("2026-02-11T00:00:00Z");

  private static final Instant RESTORED = Instant.parse("2026-01-05T00:00:00Z");
  private static final Instant FROM = Instant.parse("2026-03-06T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-03-08T00:00:00Z");

  private static LiveApi api;

  @BeforeAll
  static void index() {
    api = LiveApi.shared();
    Random random = new Random(RandomSeed.SEED);
    Workload workload = Workload.fromSchema(WorkloadSchemas.TRAINING);
    api.index(new DayDocuments(workload, TENANT, random).fill(FROM, TO).documents(List.of(UTC)));
    api.index(
        new DayDocuments(workload, TENANT, random)
            .fill(RESTORED, RESTORED.plusSeconds(86_400))
            .days(UTC));
  }

  @Test
  void leavesTimesBeforeTheFirstDayUnknown() {
    JsonNode answer = get(TREND, "range", "90d", "interval", "day");

    assertThat(answer.path("complete_from").asString()).isEqualTo(COMPLETE.toString());
    Map<Instant, Long> points = readPoints(answer);
    assertThat(points).hasSize(90);
    points.forEach(
        (day, value) -> {
          if (day.equals(RESTORED)) {
            assertThat(value).as("restored from the archive").isPositive();
          } else if (day.isBefore(COMPLETE)) {
            assertThat(value).as("%s", day).isNull();
          } else if (day.isBefore(FROM)) {
            assertThat(value).as("%s", day).isZero();
          }
        });
    assertThat(points.get(FROM)).isPositive();
  }

  @Test
  void saysFromWhenOnValuesAreComplete() {
    JsonNode all = get("/api/v1/training/summary", "range", "13m");
    JsonNode points = get(TREND, "range", "13m", "interval", "month");

    assertThat(all.path("complete_from").asString()).isEqualTo(COMPLETE.toString());
    assertThat(all.path("jobs").asLong())
        .isEqualTo(readPoints(points).values().stream().mapToLong(n -> n == null ? 0 : n).sum())
        .isPositive();
    for (String route :
        List.of(
            "/api/v1/training/distribution", "/api/v1/training/facets", "/api/v1/costs/trend")) {
      JsonNode answer =
          route.endsWith("costs/trend")
              ? get(route, "range", "90d", "interval", "week")
              : route.endsWith("distribution")
                  ? get(route, "range", "90d", "group_by", "user_id")
                  : get(route, "range", "90d");
      assertThat(answer.path("complete_from").asString()).as(route).isEqualTo(COMPLETE.toString());
    }
  }

  @Test
  void saysNothingOfRangesWhoseHoursAreKept() {
    assertThat(get(TREND, "range", "30d", "interval", "day").has("complete_from")).isFalse();
  }

  /** Days do not hold these answers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/status",
        "/api/v1/sources",
        "/api/v1/comfyui/concurrency",
        "/api/v1/reconciliation"
      })
  void answersWhatIsKeptOfARangeWithoutDays(String route) {
    JsonNode part = get(route, "from", RESTORED.toString(), "to", TO.toString());
    JsonNode all = get(route, "from", FROM.toString(), "to", TO.toString());

    assertThat(part.path("from").asString()).isEqualTo(COMPLETE.toString());
    assertThat(part.path("to").asString()).isEqualTo(TO.toString());
    assertThat(all.path("from").asString()).isEqualTo(FROM.toString());
    JsonNode none = get(route, "from", RESTORED.toString(), "to", "2026-01-06T00:00:00Z");
    assertThat(none.path("detail").asString())
        .isEqualTo("Nothing before " + COMPLETE + " is kept.");
  }

  private static Map<Instant, Long> readPoints(JsonNode answer) {
    Map<Instant, Long> points = new TreeMap<>();
    for (JsonNode point : answer.path("series").path(0).path("points")) {
      JsonNode value = point.path("value");
      points.put(
          OffsetDateTime.parse(point.path("time").asString()).toInstant(),
          value.isNull() ? null : value.asLong());
    }
    return points;
  }

  private static JsonNode get(String path, String... parameters) {
    return api.get(api.tokens().superAdmin(TENANT, "root"), path, parameters).json();
  }
}
