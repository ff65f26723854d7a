/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.api.access.Scope;
import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.CallHours;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.MoneySample;
import io.tidemark.api.request.Retention;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.Keep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Patterns of the week over HTTP, against hours that are added up from all documents. */
@Tag("node")
class PatternContractTest {

  private static final String PATH = "/api/v1/model-calls/pattern";
  private static final Instant FROM = Instant.parse("2026-02-12T10:00:00Z");
  private static final Instant TO = Instant.parse("2026-03-12T10:00:00Z");

  private static LiveApi api;
  private static BruteForce all;

  @BeforeAll
  static void documents() {
    api = LiveApi.shared();
    all = new BruteForce(CallHours.indexed(api)).tenant(CallHours.TENANT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Shanghai", "America/St_Johns"})
  void showsTheMediansAndMaximaOfFourWeeks(String zone) {
    Map<Integer, List<Long>> hours = new TreeMap<>();
    long sum = 0;
    long weekend = 0;
    long night = 0;
    for (Instant at = FROM; at.isBefore(TO); at = at.plusSeconds(3_600)) {
      Long calls = all.between(at, at.plusSeconds(3_600)).sum("calls");
      long value = calls == null ? 0 : calls;
      ZonedDateTime local = at.atZone(ZoneId.of(zone));
      int weekday = local.getDayOfWeek().getValue();
      hours.computeIfAbsent(weekday * 24 + local.getHour(), k -> new ArrayList<>()).add(value);
      sum += value;
      weekend += weekday > 5 ? value : 0;
      night += local.getHour() >= 22 || local.getHour() < 6 ? value : 0;
    }

    JsonNode answer = get("time_zone", zone);

    assertThat(answer.path("from").asString()).isEqualTo(FROM.toString());
    assertThat(answer.path("hours").asInt()).isEqualTo(28 * 24);
    assertThat(answer.path("cells").size()).isEqualTo(168);
    double greatest = 0;
    for (JsonNode cell : answer.path("cells")) {
      int slot = cell.path("weekday").asInt() * 24 + cell.path("hour").asInt();
      List<Long> values = hours.get(slot).stream().sorted().toList();
      int middle = values.size() / 2;
      double median =
          values.size() % 2 == 1
              ? values.get(middle)
              : (values.get(middle - 1) + values.get(middle)) / 2.0;
      assertThat(cell.path("median").asDouble()).as(cell.toString()).isEqualTo(median);
      assertThat(cell.path("maximum").asDouble())
          .as(cell.toString())
          .isEqualTo((double) values.get(values.size() - 1));
      greatest = Math.max(greatest, median);
    }
    assertThat(answer.path("peak").path("median").asDouble()).isEqualTo(greatest);
    assertThat(answer.path("weekend_share").asDouble())
        .isCloseTo((double) weekend / sum, within(1e-9));
    assertThat(answer.path("night_share").asDouble()).isCloseTo((double) night / sum, within(1e-9));
  }

  @Test
  void hasNoPeakWithoutUsage() {
    JsonNode answer = get("user_id", "nobody-of-this-name");

    assertThat(answer.path("peak").isNull()).isTrue();
    assertThat(answer.path("night_share").isNull()).isTrue();
    assertThat(answer.path("cells").path(0).path("median").asDouble()).isZero();
  }

  @Test
  void knowsNothingOfAMetricThatIsNotReported() {
    String tenant = "pattern-unreported";
    MoneySample.index(api, tenant, "alice", "2026-03-11T09:00:00Z", 10, 1);
    String root = api.tokens().superAdmin(tenant, "root");

    JsonNode unknown = api.get(root, PATH, "metric", "cache_read_tokens").json();
    JsonNode known = api.get(root, PATH, "metric", "input_tokens").json();

    assertThat(unknown.path("hours").asInt()).isZero();
    assertThat(unknown.path("cells").path(0).path("median").isNull()).isTrue();
    assertThat(known.path("hours").asInt()).isEqualTo(28 * 24);
    assertThat(known.path("cells").path(0).path("median").asDouble(-1)).isZero();
  }

  /** Hours before are deleted: they are not hours without usage. */
  @Test
  void usesTheHoursThatAreKept() {
    Instant first = Instant.parse("2026-02-27T00:00:00Z");
    try (LiveApi shorter = LiveApi.beside("--tidemark.keep.hours=14d")) {
      JsonNode answer = shorter.get(api.tokens().superAdmin(CallHours.TENANT, "root"), PATH).json();

      assertThat(answer.path("from").asString()).isEqualTo(first.toString());
      assertThat(answer.path("hours").asInt())
          .isEqualTo((int) Duration.between(first, TO).toHours());
    }
  }

  @Test
  void knowsNothingInTheFirstHourThatIsKept() {
    PatternRequest request =
        PatternRequest.of(
            Workload.MODEL_CALLS,
            PatternRequest.parameters(Workload.MODEL_CALLS).read(Map.of()),
            new Scope("nobody", "root", true, new TreeSet<>()),
            new Retention(new Keep(1, 400, 30, 30)),
            Clock.fixed(Instant.parse("2026-03-12T00:10:00Z"), ZoneOffset.UTC));

    assertThat(request.selection().range())
        .isEqualTo(
            new TimeRange(
                Instant.parse("2026-03-12T00:00:00Z"), Instant.parse("2026-03-12T01:00:00Z")));
  }

  private static JsonNode get(String... parameters) {
    return api.readJson(api.tokens().superAdmin(CallHours.TENANT, "root"), PATH, parameters);
  }
}
