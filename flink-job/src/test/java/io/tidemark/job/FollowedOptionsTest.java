/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.modelcalls.StoredDocuments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of runs, jobs and agents, where they take effect: in the documents of the whole job. */
@Tag("cluster")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FollowedOptionsTest {

  @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.createWithSlots(1);

  private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

  /**
   * A run from 10:10 to 11:20, one that only starts and is given up, a job and a measurement at
   * 10:10.
   */
  private static final TopicLines LINES =
      TopicLines.NONE
          .withSteps(
              List.of(
                  step("t1", "started", 10),
                  step("t1", "succeeded", 80),
                  startedOnly(),
                  LinesJob.watermarkAt(TEN.plus(Duration.ofDays(2)))))
          .withTrainings(
              List.of(
                  training("started", 10, 0),
                  training("progress", 20, 100),
                  training("succeeded", 80, 900)))
          .withMeasurements(List.of(measurement(10)));

  @Test
  void maxTaskDuration() throws Exception {
    Map<String, JsonNode> documents = run("--max-task-duration", "1h");

    assertThat(sum(documents, "comfyui-hourly", "abandoned")).isEqualTo(2);
    assertThat(sum(documents, "comfyui-hourly", "succeeded")).isZero();
    // The run that reported an end is counted as long as it may take, the other one is not.
    assertThat(running(documents, "tenant")).isEqualTo(millis(60));

    assertThat(sum(run("--max-task-duration", "2h"), "comfyui-hourly", "abandoned")).isEqualTo(1);
  }

  @Test
  void concurrencyDimensions() throws Exception {
    Map<String, JsonNode> documents = run("--concurrency-dimensions", "user,workflow");

    assertThat(of(documents, "comfyui-concurrency").map(document -> document.path("dimension")))
        .extracting(JsonNode::asText)
        .containsOnly("user", "workflow");
    assertThat(running(documents, "user")).isEqualTo(millis(70));
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 30, 60})
  void window(int minutes) throws Exception {
    Map<String, JsonNode> documents = run("--window", minutes + "m");

    assertThat(documents.values())
        .filteredOn(document -> document.has("window_minutes"))
        .isNotEmpty()
        .allSatisfy(
            document -> {
              assertThat(document.path("window_minutes").asInt()).isEqualTo(minutes);
              Instant start = Instant.parse(document.path("hour").asText());
              assertThat(start.toEpochMilli() % millis(minutes)).isZero();
            });
    // From 10:10 to 11:20.
    List<Long> pieces =
        LongStream.iterate(
                (long) minutes * (10 / minutes), start -> start < 80, start -> start + minutes)
            .mapToObj(start -> millis(Math.min(80, start + minutes) - Math.max(10, start)))
            .toList();
    assertThat(of(documents, "comfyui-concurrency"))
        .filteredOn(document -> document.path("dimension").asText().equals("user"))
        .extracting(document -> document.path("running_ms").asLong())
        .containsExactlyElementsOf(pieces);
    assertThat(of(documents, "training-hourly"))
        .extracting(document -> document.path("run_time_ms").asLong())
        .containsExactlyElementsOf(pieces);
    assertThat(levelsAddUp(documents, minutes)).isTrue();
  }

  @Test
  void provisionalEvery() throws Exception {
    assertThat(isPublishedWhileItRuns(Duration.ofMinutes(1), "1s")).isTrue();
    // Time for three turns of the interval above.
    assertThat(isPublishedWhileItRuns(Duration.ofSeconds(3), "0")).isFalse();
    assertThat(LinesJob.written()).isEmpty();
  }

  @Test
  void lateness() throws Exception {
    // At 12:20 the hour of ten is closed with an hour of lateness, and open with two.
    assertThat(lateMeasurements("1h")).isEqualTo(1);
    assertThat(lateMeasurements("2h")).isEqualTo(2);
  }

  /** Whether each family has documents before its hour is over. */
  private static boolean isPublishedWhileItRuns(Duration limit, String every) throws Exception {
    LinesJob.Setup setup =
        LinesJob.Setup.ending("--provisional-every", every).stayingOpenAt(TEN.plusSeconds(1_800));
    TopicLines running =
        LINES.withSteps(List.of(step("t1", "started", 10), step("t1", "succeeded", 20)));
    JobClient job = LinesJob.define(setup, running, null).executeAsync("running hour");
    LinesJob.awaitAllSent();
    boolean published =
        LinesJob.awaitAny(
            limit, "comfyui-hourly", "comfyui-concurrency", "training", "coding-agents");
    job.cancel().get(1, TimeUnit.MINUTES);
    // Until it has ended it may still write, and the next job would be mistaken for the writer.
    job.getJobExecutionResult().handle((result, failure) -> failure).get(1, TimeUnit.MINUTES);
    return published;
  }

  private static long lateMeasurements(String lateness) throws Exception {
    List<String> lines = new ArrayList<>(List.of(measurement(10)));
    lines.add(LinesJob.watermarkAt(TEN.plus(Duration.ofMinutes(140))));
    lines.add(measurement(11));
    LinesJob.define(
            LinesJob.Setup.ending("--lateness", lateness),
            TopicLines.NONE.withMeasurements(lines),
            null)
        .execute("lateness");
    return sum(stored(), "coding-agents-hourly", "measurements");
  }

  private static Map<String, JsonNode> run(String... options) throws Exception {
    LinesJob.define(LinesJob.Setup.ending(options), LINES, null).execute("options");
    return stored();
  }

  private static Map<String, JsonNode> stored() throws Exception {
    StoredDocuments stored = new StoredDocuments();
    LinesJob.written().forEach(stored::write);
    return stored.figures();
  }

  private static boolean levelsAddUp(Map<String, JsonNode> documents, int minutes) {
    return of(documents, "comfyui-concurrency")
        .allMatch(
            document -> {
              long sum = 0;
              for (JsonNode level : document.path("levels")) {
                sum += level.path("ms").asLong();
              }
              return sum == millis(minutes);
            });
  }

  private static long running(Map<String, JsonNode> documents, String dimension) {
    return of(documents, "comfyui-concurrency")
        .filter(document -> document.path("dimension").asText().equals(dimension))
        .mapToLong(document -> document.path("running_ms").asLong())
        .sum();
  }

  private static long sum(Map<String, JsonNode> documents, String family, String measure) {
    return of(documents, family).mapToLong(document -> document.path(measure).asLong()).sum();
  }

  /** Those of a family in the order of their hours. */
  private static Stream<JsonNode> of(Map<String, JsonNode> documents, String family) {
    return documents.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("tidemark-" + family))
        .map(Map.Entry::getValue);
  }

  private static long millis(long minutes) {
    return Duration.ofMinutes(minutes).toMillis();
  }

  private static long at(int minute) {
    return TEN.toEpochMilli() + millis(minute);
  }

  private static String step(String task, String event, int minute) {
    return """
    {"tenant_id":"acme","task_id":"%s","event":"%s","event_time":%d,"user_id":"ada","workflow_id":"w"}"""
        .formatted(task, event, at(minute));
  }

  /** A run without an end: it is abandoned. */
  private static String startedOnly() {
    return """
    {"tenant_id":"acme","task_id":"t2","event":"started","event_time":%d}"""
        .formatted(at(15));
  }

  private static String training(String event, int minute, long tokens) {
    return """
    {"tenant_id":"acme","job_id":"j","event":"%s","event_time":%d,"trained_tokens":%d}"""
        .formatted(event, at(minute), tokens);
  }

  private static String measurement(int minute) {
    return """
    {"tenant_id":"acme","measurement_id":"m%d","event_time":%d,"agent":"cursor",\
    "metric":"commit","value":1}"""
        .formatted(minute, at(minute));
  }
}
