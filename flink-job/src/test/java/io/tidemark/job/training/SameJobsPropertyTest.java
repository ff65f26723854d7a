/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.training;

import static io.tidemark.job.window.HardWay.MINUTE;
import static io.tidemark.job.window.HardWay.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.topology.Workloads;
import io.tidemark.job.window.DayOfHours;
import io.tidemark.job.window.HardWay;
import io.tidemark.model.schema.WorkloadSchemas;
import io.tidemark.model.training.TrainingEvent;
import io.tidemark.model.training.TrainingStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/**
 * Events of training jobs in any order, some twice, over crashes: progress is that of its attempt,
 * and the figures in the end are the same.
 */
@Tag("fast")
class SameJobsPropertyTest {

  private static final int JOBS = 6;

  private static final List<TrainingStep> ENDS =
      List.of(TrainingStep.SUCCEEDED, TrainingStep.FAILED, TrainingStep.CANCELLED);

  @RepeatedTest(10)
  void theFiguresDoNotDependOnTheWayThere() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<TrainingEvent> events = events(random);

    Map<String, JsonNode> actual = HardWay.figures(Workloads.TRAINING, events, random);
    Map<String, JsonNode> expected = HardWay.figuresOfQuietWay(Workloads.TRAINING, events);

    assertThat(withoutEmpty(actual)).as("seed %s", seed).isEqualTo(withoutEmpty(expected));
    DayOfHours.requireSums(WorkloadSchemas.TRAINING, actual);
  }

  /** By their times. */
  private static List<TrainingEvent> events(Random random) {
    List<TrainingEvent> events = new ArrayList<>();
    for (int job = 0; job < JOBS; job++) {
      addJob("j" + job, random, events);
    }
    events.sort(Comparator.comparingLong(event -> event.eventTime));
    return events;
  }

  private static void addJob(String id, Random random, List<TrainingEvent> events) {
    boolean namesAttempts = random.nextInt(3) > 0;
    int attempts = namesAttempts ? 1 + random.nextInt(3) : 1;
    long time = TEN + random.nextInt(6 * 60) * MINUTE;
    for (int attempt = 1; attempt <= attempts; attempt++) {
      List<TrainingEvent> ofAttempt = new ArrayList<>();
      if (random.nextInt(4) > 0) {
        ofAttempt.add(event(TrainingStep.STARTED, time));
      }
      long tokens = 0;
      for (int report = random.nextInt(5); report >= 0; report--) {
        time += (1 + random.nextInt(50)) * MINUTE;
        tokens += random.nextInt(1_000);
        TrainingEvent progress = event(TrainingStep.PROGRESS, time);
        progress.trainedTokens = tokens;
        ofAttempt.add(progress);
      }
      time += (1 + random.nextInt(30)) * MINUTE;
      if (random.nextInt(4) > 0) {
        ofAttempt.add(event(ENDS.get(random.nextInt(ENDS.size())), time));
      }
      for (TrainingEvent event : ofAttempt) {
        event.jobId = id;
        event.attempt = namesAttempts ? attempt : event.attempt;
        // The first event that names a user or a model decides for all.
        event.userId = random.nextInt(3) == 0 ? "ada" : null;
        event.baseModel = random.nextInt(3) == 0 ? "m" + random.nextInt(2) : null;
      }
      events.addAll(ofAttempt);
      time += (1 + random.nextInt(90)) * MINUTE;
    }
  }

  private static TrainingEvent event(TrainingStep step, long time) {
    TrainingEvent event = new TrainingEvent();
    event.tenantId = "acme";
    event.step = step;
    event.eventTime = time;
    return event;
  }

  /** Without documents that say that nothing was there: of groups that a job has left. */
  private static Map<String, JsonNode> withoutEmpty(Map<String, JsonNode> figures) {
    Map<String, JsonNode> left = new TreeMap<>(figures);
    left.values()
        .removeIf(
            document ->
                Stream.of(
                        "jobs", "succeeded", "failed", "cancelled", "trained_tokens", "run_time_ms")
                    .allMatch(measure -> document.path(measure).asLong() == 0));
    return left;
  }
}
