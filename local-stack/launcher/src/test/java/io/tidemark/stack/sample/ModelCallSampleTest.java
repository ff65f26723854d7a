/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ModelCallSampleTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant MONDAY = Instant.parse("2026-05-04T00:00:00Z");
  private static final Instant NEXT_MONDAY = MONDAY.plus(Duration.ofDays(7));
  private static final List<String> DEMO = List.of("demo");

  private final SampleKind kind = SampleKinds.findByName("model-calls");

  @Test
  void theSamePlanGivesTheSameEventsHoweverItIsCut() {
    List<SampleEvent> whole = events(MONDAY, MONDAY.plusSeconds(7_200), 1);
    Instant cut = MONDAY.plusMillis(3_333_333);
    List<SampleEvent> parts = new java.util.ArrayList<>(events(MONDAY, cut, 1));
    parts.addAll(events(cut, MONDAY.plusSeconds(7_200), 1));
    assertThat(parts).isEqualTo(whole).isNotEmpty();
    assertThat(events(MONDAY, MONDAY.plusSeconds(7_200), 2)).doesNotContainAnyElementsOf(whole);
  }

  @Test
  void eventsComeInTheOrderOfTheirTimes() {
    assertThat(events(MONDAY, MONDAY.plusSeconds(7_200), 3))
        .isSortedAccordingTo(Comparator.comparing(SampleEvent::time));
  }

  @Test
  void aWeekLooksLikeAWeek() {
    List<SampleEvent> week = events(MONDAY, NEXT_MONDAY, 4);
    double expected = 0.1 * Duration.ofDays(7).toSeconds();
    assertThat((double) week.size()).isCloseTo(expected, within(expected * 0.05));
    long night = week.stream().filter(event -> hour(event) == 2).count();
    long day = week.stream().filter(event -> hour(event) == 14).count();
    assertThat(day).isGreaterThan(3 * night);
    Set<String> ids = new HashSet<>();
    int failed = 0;
    int blocked = 0;
    for (SampleEvent event : week) {
      JsonNode call = parse(event);
      ids.add(call.path("request_id").asText());
      failed += call.path("status_code").asInt() >= 400 ? 1 : 0;
      blocked += call.path("blocked").asBoolean() ? 1 : 0;
      assertThat(call.path("tenant_id").asText()).isEqualTo("demo");
      assertThat(call.path("cache_read_tokens").asLong())
          .isLessThanOrEqualTo(call.path("input_tokens").asLong());
    }
    assertThat(week.size() - ids.size()).as("sent twice").isPositive();
    assertThat(failed).isPositive().isLessThan(week.size() / 10);
    assertThat(blocked).isPositive();
  }

  @Test
  void tenantsShareTheEventsWhenAsked() {
    SamplePlan plan = new SamplePlan(MONDAY, MONDAY.plusSeconds(3_600), 1, 5, List.of("a", "b"));
    assertThat(kind.createEvents(plan).map(event -> parse(event).path("tenant_id").asText()))
        .contains("a", "b");
  }

  @Test
  void plansThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new SamplePlan(MONDAY, MONDAY, 1, 1, DEMO))
        .isInstanceOf(StackException.class);
    assertThatThrownBy(() -> new SamplePlan(MONDAY, NEXT_MONDAY, 0, 1, DEMO))
        .hasMessageContaining("--rate");
    assertThatThrownBy(() -> SampleKinds.findByName("calls"))
        .hasMessageContaining("use one of model-calls");
  }

  private List<SampleEvent> events(Instant from, Instant to, long seed) {
    return kind.createEvents(new SamplePlan(from, to, 0.1, seed, DEMO)).toList();
  }

  private static int hour(SampleEvent event) {
    return event.time().atZone(java.time.ZoneOffset.UTC).getHour();
  }

  private static JsonNode parse(SampleEvent event) {
    try {
      return JSON.readTree(event.json());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
