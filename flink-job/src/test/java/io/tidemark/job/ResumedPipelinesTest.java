/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.modelcalls.StoredDocuments;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * ComfyUI runs, training jobs and coding agents through the topologies of production, with Kryo
 * forbidden and checkpoints on: stopped in the middle, when the first hours have been published,
 * and resumed with another parallelism. What comes then corrects these hours. Every document
 * against figures that were added up offline.
 */
@Tag("cluster")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ResumedPipelinesTest {

  private static final int SLOTS = 3;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(SLOTS)
              .build());

  private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant TWO_HOURS_LATER = TEN.plus(Duration.ofMinutes(125));

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void everyDocumentEqualsTheRecomputation(String stateBackend, @TempDir Path folder)
      throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ExpectedFigures expected = new ExpectedFigures();
    long begin = TEN.toEpochMilli();
    List<String> steps = disturbed(new RunHistory(begin, random, expected).lines, random);
    List<String> reports = disturbed(new TrainingHistory(begin, random, expected).lines, random);
    List<String> measured = disturbed(new AgentHistory(begin, random, expected).lines, random);
    LinesJob.Setup setup =
        new LinesJob.Setup(2, stateBackend, Duration.ofMillis(100), null, List.of());
    StoredDocuments stored = new StoredDocuments();

    TopicLines half =
        TopicLines.NONE
            .withSteps(firstHalf(steps))
            .withTrainings(firstHalf(reports))
            .withMeasurements(firstHalf(measured));
    String savepoint = runUntilPublished(setup, half, folder);
    LinesJob.written().forEach(stored::write);
    TopicLines rest =
        TopicLines.NONE
            .withSteps(fromThird(steps))
            .withTrainings(fromThird(reports))
            .withMeasurements(fromThird(measured));
    LinesJob.Setup wider =
        new LinesJob.Setup(SLOTS, stateBackend, Duration.ofMillis(100), null, List.of());
    LinesJob.define(wider, rest, savepoint).execute("the rest");
    LinesJob.written().forEach(stored::write);

    assertThat(ExpectedFigures.of(stored.figures()).sayingSomething())
        .as("seed %s", seed)
        .isEqualTo(expected.sayingSomething());
  }

  /** Runs until hours have been published that the rest will correct, and stops the job. */
  private static String runUntilPublished(LinesJob.Setup setup, TopicLines lines, Path folder)
      throws Exception {
    StreamExecutionEnvironment environment =
        LinesJob.define(setup.stayingOpenAt(TWO_HOURS_LATER), lines, null);
    JobClient job = environment.executeAsync("first half");
    LinesJob.awaitAllSent();
    LinesJob.awaitFinal("comfyui-hourly", "comfyui-concurrency", "training", "coding-agents");
    String savepoint =
        job.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(1, TimeUnit.MINUTES);
    job.cancel().get(1, TimeUnit.MINUTES);
    return savepoint;
  }

  /** In any order, every tenth twice. */
  private static List<String> disturbed(List<String> lines, Random random) {
    List<String> all = new ArrayList<>(lines);
    for (int i = 0; i < lines.size() / 10; i++) {
      all.add(lines.get(random.nextInt(lines.size())));
    }
    Collections.shuffle(all, random);
    return all;
  }

  private static List<String> firstHalf(List<String> lines) {
    return lines.subList(0, lines.size() / 2);
  }

  /** The second half, and some of the first again. */
  private static List<String> fromThird(List<String> lines) {
    return lines.subList(lines.size() / 3, lines.size());
  }
}
