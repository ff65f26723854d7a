/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.performance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.BruteForce;
import io.tidemark.api.live.CallHour;
import io.tidemark.api.live.CallHours;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RandomFilters;
import io.tidemark.api.live.RandomSeed;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Latency and errors over time against the same documents one by one. */
@Tag("node")
class PerformanceContractTest {

  private final LiveApi api = LiveApi.shared();
  private final BruteForce all = new BruteForce(CallHours.indexed(api)).tenant(CallHours.TENANT);

  @Test
  void pointsAndStatusCodesEqualBruteForce() {
    Answer answer =
        api.get(
            api.tokens().superAdmin(CallHours.TENANT, "root"),
            "/api/v1/model-calls/performance",
            "range",
            "3d",
            "duration",
            "time_to_first_token_ms");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);

    JsonNode points = answer.json().path("points");
    assertThat(points.size()).isEqualTo(73);
    points.forEach(this::assertPoint);
    Instant from = Instant.parse(answer.json().path("from").asString());
    Instant to = Instant.parse(answer.json().path("to").asString());
    Map<Integer, Long> codes = new TreeMap<>();
    for (CallHour hour : all.between(from, to).hours()) {
      hour.statusCodes().forEach((code, calls) -> codes.merge(code, calls, Long::sum));
    }
    Map<Integer, Long> answered = new TreeMap<>();
    answer
        .json()
        .path("status_codes")
        .forEach(c -> answered.put(c.path("status_code").asInt(), c.path("calls").asLong()));
    assertThat(answered).isEqualTo(codes).isNotEmpty();
  }

  @Test
  void equalBruteForceUnderRandomFilters() {
    long seed = RandomSeed.SEED;
    Random random = new Random(seed);
    for (int i = 0; i < 8; i++) {
      RandomFilters filters = RandomFilters.of(random);
      Answer answer =
          api.get(
              api.tokens().superAdmin(CallHours.TENANT, "root"),
              "/api/v1/model-calls/performance",
              filters.parameters("range", "30d", "interval", "day"));
      for (JsonNode point : answer.json().path("points")) {
        Instant day = OffsetDateTime.parse(point.path("time").asString()).toInstant();
        BruteForce expected = all.between(day, day.plus(Duration.ofDays(1))).only(filters::matches);
        String which = "seed " + seed + ", " + point;
        Long calls = expected.sum("calls");
        assertThat(point.path("calls").isNull() ? null : (Long) point.path("calls").asLong())
            .as(which)
            .isEqualTo(orNothing(calls, day.plus(Duration.ofDays(1))));
        if (calls != null) {
          assertThat(point.path("error_rate").asDouble())
              .as(which)
              .isEqualTo((double) expected.sum("failed") / calls);
          assertThat(point.path("durations").path("max").asLong())
              .as(which)
              .isEqualTo(Arrays.stream(expected.all(CallHour::latencies)).max().orElseThrow());
        }
      }
    }
  }

  /** Hours before the running one are final: nothing is 0. */
  private static Long orNothing(Long calls, Instant end) {
    return calls == null && end.isBefore(LiveApi.NOW) ? Long.valueOf(0) : calls;
  }

  private void assertPoint(JsonNode point) {
    Instant hour = OffsetDateTime.parse(point.path("time").asString()).toInstant();
    BruteForce expected = all.between(hour, hour.plusSeconds(3600));
    Long calls = expected.sum("calls");
    assertThat(point.path("calls").isNull() ? null : (Long) point.path("calls").asLong())
        .isEqualTo(orNothing(calls, hour.plusSeconds(3600)));
    double p95 = expected.percentile(CallHour::firstTokens, 0.95);
    JsonNode answered = point.path("durations").path("p95");
    if (Double.isNaN(p95)) {
      assertThat(answered.isNull()).isTrue();
      return;
    }
    assertThat(answered.asDouble()).isCloseTo(p95, Percentage.withPercentage(5));
  }
}
