/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.modelcalls.StoredDocuments;
import io.tidemark.testkit.events.RoughLines;
import io.tidemark.testkit.oracle.AgentOracle;
import io.tidemark.testkit.oracle.ComfyuiOracle;
import io.tidemark.testkit.oracle.ConcurrencyOracle;
import io.tidemark.testkit.oracle.Event;
import io.tidemark.testkit.oracle.FlatDocument;
import io.tidemark.testkit.oracle.ImageJobOracle;
import io.tidemark.testkit.oracle.Oracle;
import io.tidemark.testkit.oracle.TrainingOracle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * ComfyUI runs, training jobs, coding agents and image jobs through the topologies of production,
 * with Kryo forbidden and checkpoints on: stopped in the middle, when the first hours have been
 * published, and resumed with another parallelism. What comes then corrects these hours. Every
 * document against the oracles.
 */
@Tag("cluster")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ResumedPipelinesTest {

  private static final int SLOTS = 3;
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** Event time at the end: all runs that still continue are abandoned. */
  private static final Instant END = Instant.parse("2026-11-25T00:00:00Z");

  @RegisterExtension static final MiniClusterExtension CLUSTER = TestCluster.createWithSlots(SLOTS);

  private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant TWO_HOURS_LATER = TEN.plus(Duration.ofMinutes(125));

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void everyDocumentEqualsTheRecomputation(String stateBackend, @TempDir Path folder)
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RoughLines lines = new RoughLines(TEN.toEpochMilli(), random);
    List<String> steps = lines.steps();
    List<String> reports = lines.reports();
    List<String> measured = lines.measurements();
    List<String> images = lines.imageJobs();
    LinesJob.Setup setup =
        new LinesJob.Setup(2, stateBackend, Duration.ofMillis(100), null, List.of());
    StoredDocuments stored = new StoredDocuments();

    TopicLines half =
        TopicLines.NONE
            .withSteps(firstHalf(steps))
            .withTrainings(firstHalf(reports))
            .withMeasurements(firstHalf(measured))
            .withImageJobs(firstHalf(images));
    String savepoint = runUntilPublished(setup, half, folder);
    LinesJob.written().forEach(stored::write);
    TopicLines rest =
        TopicLines.NONE
            .withSteps(upToEnd(fromThird(steps)))
            .withTrainings(fromThird(reports))
            .withMeasurements(fromThird(measured))
            .withImageJobs(fromThird(images));
    LinesJob.Setup wider =
        new LinesJob.Setup(SLOTS, stateBackend, Duration.ofMillis(100), null, List.of());
    LinesJob.define(wider, rest, savepoint).execute("the rest");
    LinesJob.written().forEach(stored::write);

    ComfyuiOracle runs = new ComfyuiOracle(DAY, END.toEpochMilli());
    Map<String, Map<String, Object>> actual = hours(stored.figures());
    Map<String, Map<String, Object>> runHours = fed(runs, steps).hours();
    Map<String, Map<String, Object>> levels =
        runs.concurrency().documents(END.toEpochMilli(), Map.of());
    Map<String, Map<String, Object>> jobHours = fed(new TrainingOracle(), reports).hours();
    Map<String, Map<String, Object>> agentHours = fed(new AgentOracle(), measured).hours();
    Map<String, Map<String, Object>> imageHours = fed(new ImageJobOracle(), images).hours();
    assertAll(
        () -> assertHours("comfyui-hourly", runHours, actual, seed),
        () -> assertHours("comfyui-concurrency", levels, actual, seed),
        () -> assertHours("training-hourly", jobHours, actual, seed),
        () -> assertHours("coding-agents-hourly", agentHours, actual, seed),
        () -> assertHours("image-jobs-hourly", imageHours, actual, seed));
  }

  private static Oracle fed(Oracle oracle, List<String> lines) {
    lines.forEach(line -> oracle.add(Event.parse(line)));
    return oracle;
  }

  /** Hourly documents by index and id, all of which must be final. */
  private static Map<String, Map<String, Object>> hours(Map<String, JsonNode> documents) {
    Map<String, Map<String, Object>> hours = new TreeMap<>();
    documents.forEach(
        (id, document) -> {
          if (document.has("hour") && !id.contains("pipeline")) {
            Map<String, Object> fields = FlatDocument.of(document);
            assertThat(fields.remove("final")).as(id).isEqualTo("true");
            hours.put(id, fields);
          }
        });
    return hours;
  }

  /** Documents that say that nothing was there are left out of both. */
  private static void assertHours(
      String family,
      Map<String, Map<String, Object>> expected,
      Map<String, Map<String, Object>> actual,
      long seed) {
    assertThat(
            actual.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("tidemark-" + family))
                .map(Map.Entry::getValue)
                .filter(ResumedPipelinesTest::saysSomething))
        .as("%s, seed %d", family, seed)
        .containsExactlyInAnyOrderElementsOf(
            expected.values().stream().filter(ResumedPipelinesTest::saysSomething).toList());
  }

  private static boolean saysSomething(Map<String, Object> document) {
    return document.containsKey("dimension")
        ? ConcurrencyOracle.isBusy(document)
        : document.entrySet().stream()
            .filter(field -> !field.getKey().equals("window_minutes"))
            .anyMatch(field -> field.getValue() instanceof Long count && count != 0);
  }

  /** Runs until hours have been published that the rest will correct, and stops the job. */
  private static String runUntilPublished(LinesJob.Setup setup, TopicLines lines, Path folder)
      throws Exception {
    StreamExecutionEnvironment environment =
        LinesJob.define(setup.stayingOpenAt(TWO_HOURS_LATER), lines, null);
    JobClient job = environment.executeAsync("first half");
    LinesJob.awaitAllSent();
    LinesJob.awaitFinal(
        "comfyui-hourly", "comfyui-concurrency", "training", "coding-agents", "image-jobs");
    String savepoint =
        job.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(1, TimeUnit.MINUTES);
    job.cancel().get(1, TimeUnit.MINUTES);
    return savepoint;
  }

  private static List<String> firstHalf(List<String> lines) {
    return lines.subList(0, lines.size() / 2);
  }

  private static List<String> upToEnd(List<String> lines) {
    List<String> all = new ArrayList<>(lines);
    all.add(LinesJob.watermarkAt(END));
    return all;
  }

  /** The second half, and some of the first again. */
  private static List<String> fromThird(List<String> lines) {
    return lines.subList(lines.size() / 3, lines.size());
  }
}
