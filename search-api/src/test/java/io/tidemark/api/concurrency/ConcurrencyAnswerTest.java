/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RandomSeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Concurrency over random runs and ranges, against a count second by second. */
@Tag("node")
class ConcurrencyAnswerTest {

  private static final int ROUNDS = 15;

  /** No range begins before. */
  private static final Instant FIRST = Instant.parse("2026-03-08T17:00:00Z");

  private static final Instant FINAL = Instant.parse("2026-03-12T10:00:00Z");
  private static final Instant END = Instant.parse("2026-03-12T11:00:00Z");

  private final LiveApi api = LiveApi.shared();

  @ParameterizedTest
  @CsvSource({"tenant, 60, 1500", "workflow, 30, 300", "source, 15, 40"})
  void equalsACountBySecond(String dimension, int windowMinutes, int runs) {
    String tenant = "busy-" + dimension;
    String value = dimension.equals("tenant") ? tenant : dimension + " *";
    long seed = RandomSeed.SEED;
    Random random = new Random(seed);
    RunsBySecond seconds = RunsBySecond.random(random, FIRST, END, runs);
    api.index(seconds.documents(tenant, dimension, value, windowMinutes, FINAL));
    for (int round = 0; round < ROUNDS; round++) {
      long hours = 1L + random.nextInt(round % 2 == 0 ? 13 : 60);
      Instant to = END.minusSeconds(3_600L * random.nextInt(30));
      String from = to.minusSeconds(3_600L * hours).toString();
      List<String> asked = new ArrayList<>(List.of("from", from, "to", to.toString()));
      if (!dimension.equals("tenant")) {
        asked.addAll(List.of("dimension", dimension, "value", value));
      }
      Answer answer = get(tenant, asked.toArray(String[]::new));
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertSame(answer.json(), seconds, hours, "seed " + seed + ", " + asked);
    }
  }

  private Answer get(String tenant, String... parameters) {
    return api.get(
        api.tokens().superAdmin(tenant, "root"), "/api/v1/comfyui/concurrency", parameters);
  }

  private static void assertSame(JsonNode answer, RunsBySecond seconds, long hours, String why) {
    Instant from = Instant.parse(answer.path("from").asString());
    Instant to = Instant.parse(answer.path("to").asString());
    assertThat(answer.path("hours").size()).as(why).isEqualTo((int) hours);
    if (!seconds.hasDocuments(from, to)) {
      assertThat(answer.path("hours").valueStream().allMatch(hour -> hour.path("max").isNull()))
          .as(why)
          .isTrue();
      assertThat(answer.path("levels")).as(why).isEmpty();
      assertThat(answer.path("peak").isNull()).as(why).isTrue();
      return;
    }
    for (JsonNode hour : answer.path("hours")) {
      Instant at = Instant.parse(hour.path("time").asString());
      Instant next = at.plusSeconds(3_600);
      assertNumber(hour.path("max"), seconds.max(at, next), why + hour);
      assertNumber(hour.path("min"), seconds.min(at, next), why + hour);
      assertNumber(hour.path("mean"), seconds.mean(at, next), why + hour);
    }
    assertThat(answer.path("minutes").isNull()).as(why).isEqualTo(hours > 13);
    assertThat(answer.path("minutes").size()).as(why).isEqualTo(hours > 13 ? 0 : (int) hours * 60);
    for (JsonNode minute : answer.path("minutes")) {
      Instant at = Instant.parse(minute.path("time").asString());
      assertNumber(minute.path("max"), seconds.max(at, at.plusSeconds(60)), why + minute);
    }
    Long most = seconds.max(from, to);
    assertThat(answer.path("peak").isNull()).as(why).isEqualTo(most == null);
    if (most != null) {
      assertNumber(answer.path("peak").path("max"), most, why);
      assertThat(Instant.parse(answer.path("peak").path("time").asString()))
          .as(why)
          .isEqualTo(seconds.firstPeak(from, to));
    }
    assertLevels(answer.path("levels"), seconds.levels(from, to), why);
  }

  private static void assertLevels(JsonNode found, Map<Long, Long> expected, String why) {
    long whole = expected.values().stream().mapToLong(Long::longValue).sum();
    Map<Long, Long> levels = new TreeMap<>();
    for (JsonNode level : found) {
      long number = level.path("level").asLong();
      levels.put(number, level.path("ms").asLong());
      long atLeast =
          expected.entrySet().stream()
              .filter(other -> other.getKey() >= number)
              .mapToLong(Map.Entry::getValue)
              .sum();
      assertThat(level.path("share_at_least").asDouble())
          .as(why + level)
          .isCloseTo((double) atLeast / whole, within(1e-12));
    }
    assertThat(levels).as(why).isEqualTo(expected);
  }

  private static void assertNumber(JsonNode found, Number expected, String why) {
    assertThat(found.isNull()).as(why).isEqualTo(expected == null);
    if (expected != null) {
      assertThat(found.asDouble(-1)).as(why).isCloseTo(expected.doubleValue(), within(1e-9));
    }
  }
}
