/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.topology.Workload;
import io.tidemark.job.topology.Workloads;
import io.tidemark.job.window.FoldedHours;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.AgentMetric;
import io.tidemark.model.training.TrainingEvent;
import io.tidemark.model.training.TrainingStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/**
 * Versions of a rebuild do not depend on the order of its input and are not above those of the
 * running job, which may have taken events back. Else the running job could not correct what the
 * rebuild wrote. {@code SameRunsPropertyTest} shows the same of ComfyUI runs.
 */
@Tag("fast")
class RebuiltVersionsTest {

  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  /** A job may leave nothing behind in a group that it was in. */
  private static final long OF_NO_EVENTS = 1;

  private static final long END = TEN + Duration.ofHours(8).toMillis();

  @RepeatedTest(10)
  void areNotAboveThoseOfTrainingJobs() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);

    assertVersions(Workloads.TRAINING, createJobs(random), random, seed);
  }

  private static List<TrainingEvent> createJobs(Random random) {
    List<TrainingEvent> events = new ArrayList<>();
    for (int job = 0; job < 5; job++) {
      long time = TEN + random.nextInt(60) * MINUTE;
      long tokens = 0;
      for (int i = 0; i < 8; i++) {
        TrainingStep step = i == 0 ? TrainingStep.STARTED : TrainingStep.PROGRESS;
        events.add(event("j" + job, i == 7 ? TrainingStep.SUCCEEDED : step, time, tokens));
        time += random.nextInt(50) * MINUTE;
        tokens += random.nextInt(1_000);
      }
    }
    return events;
  }

  @RepeatedTest(10)
  void areThoseOfTrainingJobsThatWereReadInOrder() throws Exception {
    long seed = System.nanoTime();
    List<TrainingEvent> events = createJobs(new Random(seed));
    events.sort(Comparator.comparingLong(event -> event.eventTime));

    assertThat(readVersions(Workloads.TRAINING, FoldedHours.OF_REBUILD, events))
        .as("seed %s", seed)
        .hasSizeGreaterThan(3)
        .isEqualTo(readVersions(Workloads.TRAINING, FoldedHours.OPTIONS, events));
  }

  @RepeatedTest(10)
  void areNotAboveThoseOfCounters() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<AgentMeasurement> measurements = new ArrayList<>();
    for (int series = 0; series < 5; series++) {
      long value = 0;
      for (int i = 0; i < 8; i++) {
        value += random.nextInt(100);
        measurements.add(measurement("s" + series, TEN + i * 40L * MINUTE, value));
      }
    }

    assertVersions(Workloads.CODING_AGENTS, measurements, random, seed);
  }

  private static <E, K> void assertVersions(
      Workload<E, E, K> workload, List<E> events, Random random, long seed) throws Exception {
    Map<String, Long> running = versions(workload, FoldedHours.OPTIONS, events, random);
    Map<String, Long> rebuilt = versions(workload, FoldedHours.OF_REBUILD, events, random);
    Map<String, Long> again = versions(workload, FoldedHours.OF_REBUILD, events, random);

    assertThat(rebuilt).as("seed %s", seed).hasSizeGreaterThan(3).isEqualTo(again);
    assertThat(running.keySet()).containsAll(rebuilt.keySet());
    rebuilt.forEach(
        (document, version) ->
            assertThat(version)
                .as("seed %s, %s", seed, document)
                .isLessThanOrEqualTo(running.get(document)));
  }

  /** The versions after all events came in some order before event time moved. */
  private static <E, K> Map<String, Long> versions(
      Workload<E, E, K> workload, WorkloadOptions options, List<E> events, Random random)
      throws Exception {
    List<E> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    return readVersions(workload, options, shuffled);
  }

  private static <E, K> Map<String, Long> readVersions(
      Workload<E, E, K> workload, WorkloadOptions options, List<E> events) throws Exception {
    try (FoldedHours<E, K> job = new FoldedHours<>(workload, options)) {
      for (E event : events) {
        job.take(event);
      }
      job.watermark(END);
      Map<String, Long> versions = new TreeMap<>(job.versions());
      versions.values().removeIf(version -> version == OF_NO_EVENTS);
      return versions;
    }
  }

  private static TrainingEvent event(String job, TrainingStep step, long time, long tokens) {
    TrainingEvent event = new TrainingEvent();
    event.tenantId = "acme";
    event.jobId = job;
    // Events without a model move what is known of their job to another group.
    event.baseModel = step == TrainingStep.STARTED ? "m" : null;
    event.step = step;
    event.eventTime = time;
    event.trainedTokens = tokens;
    return event;
  }

  private static AgentMeasurement measurement(String series, long time, long value) {
    AgentMeasurement measurement = new AgentMeasurement();
    measurement.measurementId = series + "-" + time;
    measurement.seriesId = series;
    measurement.tenantId = "acme";
    measurement.userId = "ada";
    measurement.agent = "claude-code";
    measurement.sessionId = series;
    measurement.metric = AgentMetric.LINES_ADDED;
    measurement.eventTime = time;
    measurement.value = value;
    return measurement;
  }
}
