/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.model.schema.InputField;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class LastingSamplesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant MONDAY = Instant.parse("2026-05-04T00:00:00Z");
  private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));

  @ParameterizedTest
  @ValueSource(strings = {"comfyui", "training", "coding-agents"})
  void theSamePlanGivesTheSameEventsInOrderHoweverItIsCut(String kind) {
    List<SampleEvent> whole = events(kind, MONDAY, TUESDAY, 1);
    Instant cut = MONDAY.plusMillis(33_333_333);
    List<SampleEvent> parts = new ArrayList<>(events(kind, MONDAY, cut, 1));
    parts.addAll(events(kind, cut, TUESDAY, 1));

    assertThat(parts).isEqualTo(whole).isNotEmpty();
    assertThat(whole).isSortedAccordingTo(Comparator.comparing(SampleEvent::time));
    assertThat(Collections.disjoint(events(kind, MONDAY, TUESDAY, 2), new HashSet<>(whole)))
        .as("another seed gives other events")
        .isTrue();
  }

  @Test
  void hasASampleOfEveryWorkload() {
    for (WorkloadSchema workload : WorkloadSchemas.listAll()) {
      List<String> required =
          workload.inputFields().stream()
              .filter(InputField::required)
              .map(InputField::name)
              .toList();

      assertThat(events(workload.id(), MONDAY, TUESDAY, 1))
          .as(workload.id())
          .isNotEmpty()
          .allSatisfy(event -> assertThat(event.topic()).isEqualTo(workload.topic()))
          .allSatisfy(
              event -> assertThat(parse(event).fieldNames()).toIterable().containsAll(required));
    }
  }

  @Test
  void runsQueueFailAndLastLong() {
    Map<String, Instant> submitted = new HashMap<>();
    Map<String, Instant> started = new HashMap<>();
    long queued = 0;
    long lasting = 0;
    long failed = 0;
    long ended = 0;
    for (SampleEvent event : events("comfyui", MONDAY, MONDAY.plus(Duration.ofDays(2)), 3)) {
      JsonNode step = parse(event);
      String task = step.path("task_id").asText();
      Instant time = Instant.parse(step.path("event_time").asText());
      assertThat(time).isEqualTo(event.time());
      switch (step.path("event").asText()) {
        case "submitted" -> submitted.put(task, time);
        case "started" -> {
          started.put(task, time);
          boolean waited =
              submitted.containsKey(task)
                  && Duration.between(submitted.get(task), time).toSeconds() > 30;
          queued += waited ? 1 : 0;
        }
        default -> {
          ended++;
          failed += step.path("event").asText().equals("failed") ? 1 : 0;
          boolean isLong =
              started.containsKey(task)
                  && Duration.between(started.get(task), time).toMinutes() > 60;
          lasting += isLong ? 1 : 0;
        }
      }
    }
    assertThat(queued).as("waited in the queue").isPositive();
    assertThat(lasting).as("ran for more than an hour").isPositive();
    assertThat(failed).as("failed").isPositive().isLessThan(ended / 10);
    assertThat(started.size()).as("started").isGreaterThan((int) (ended * 0.8));
  }

  private static List<SampleEvent> events(String kind, Instant from, Instant to, long seed) {
    SamplePlan plan = new SamplePlan(from, to, 0.2, seed, List.of("demo"));
    return SampleKinds.findByName(kind).createEvents(plan).toList();
  }

  private static JsonNode parse(SampleEvent event) {
    try {
      return JSON.readTree(event.json());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
