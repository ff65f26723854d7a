/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.tidemark.api.live.CallHour;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Percentiles of durations beyond the bins of earlier builds, and beyond those of this one. */
@Tag("node")
class LongDurationsTest {

  private static final Instant HOUR = Instant.parse("2026-03-12T09:00:00Z");
  private static final long HALF_AN_HOUR = Duration.ofMinutes(30).toMillis();
  private static final long TEN_HOURS = Duration.ofHours(10).toMillis();

  private static LiveApi api;

  @BeforeAll
  static void documents() {
    api = LiveApi.shared();
    List<Long> durations = new ArrayList<>(Collections.nCopies(20, HALF_AN_HOUR));
    durations.add(TEN_HOURS);
    api.index(
        List.of(
            hour("long-runs", durations),
            hour("longest-runs", List.of(1L, Duration.ofDays(8).toMillis())),
            ofAnEarlierBuild("earlier-runs", 21)));
  }

  @Test
  void aLongMedianIsWithinFivePercent() {
    assertThat(summary("long-runs").path("p50").asDouble())
        .isCloseTo((double) HALF_AN_HOUR, withinPercentage(5));
    assertThat(summary("long-runs").path("p99").asDouble())
        .isCloseTo((double) TEN_HOURS, withinPercentage(5));
    assertThat(trend("long-runs", "latency_ms.p50").asDouble())
        .isCloseTo((double) HALF_AN_HOUR, withinPercentage(5));
  }

  @Test
  void aPercentileBeyondTheBinsIsNull() {
    assertThat(summary("longest-runs").path("p50").asDouble()).isEqualTo(1);
    assertThat(summary("longest-runs").path("p99").isNull()).isTrue();
    assertThat(summary("longest-runs").path("max").asLong())
        .isEqualTo(Duration.ofDays(8).toMillis());
    assertThat(trend("longest-runs", "latency_ms.p99").isNull()).isTrue();
  }

  @Test
  void aPercentileThatAnEarlierBuildDidNotTellApartIsNull() {
    assertThat(summary("earlier-runs").path("p50").isNull()).isTrue();
    assertThat(summary("earlier-runs").path("max").asLong()).isEqualTo(TEN_HOURS);
    assertThat(trend("earlier-runs", "latency_ms.p50").isNull()).isTrue();
  }

  private static JsonNode summary(String tenant) {
    return get(tenant, "summary").path("latency_ms");
  }

  private static JsonNode trend(String tenant, String metric) {
    JsonNode answer = get(tenant, "trend", "metric", metric);
    for (JsonNode point : answer.path("series").path(0).path("points")) {
      if (Instant.parse(point.path("time").asString()).equals(HOUR)) {
        return point.path("value");
      }
    }
    throw new AssertionError("No point of " + HOUR + ": " + answer);
  }

  private static JsonNode get(String tenant, String route, String... parameters) {
    List<String> all = new ArrayList<>(List.of("range", "2h"));
    all.addAll(List.of(parameters));
    return api.readJson(
        api.tokens().superAdmin(tenant, "root"),
        "/api/v1/model-calls/" + route,
        all.toArray(String[]::new));
  }

  private static IndexedDocument hour(String tenant, List<Long> durations) {
    long calls = durations.size();
    Map<String, Long> counts = Map.of("calls", calls, "succeeded", calls, "failed", 0L);
    Map<String, String> dimensions = Map.of("tenant_id", tenant, "model", "m");
    return new CallHour(HOUR, 60, dimensions, counts, Map.of(), durations, List.of()).document();
  }

  private static IndexedDocument ofAnEarlierBuild(String tenant, int calls) {
    IndexedDocument document = hour(tenant, Collections.nCopies(calls, TEN_HOURS));
    ObjectNode durations = (ObjectNode) document.source().get("latency_ms");
    durations.put("min", HALF_AN_HOUR);
    durations.putObject("bins").put("b272", calls);
    durations.putArray("bin_counts").add("b272x1").add("b272x4").add("b272x16");
    return document;
  }
}
