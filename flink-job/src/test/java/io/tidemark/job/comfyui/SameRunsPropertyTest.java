/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import static io.tidemark.job.comfyui.RunsAndLevels.DAY;
import static io.tidemark.job.comfyui.RunsAndLevels.HOUR;
import static io.tidemark.job.comfyui.RunsAndLevels.MINUTE;
import static io.tidemark.job.comfyui.RunsAndLevels.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.modelcalls.StoredDocuments;
import io.tidemark.job.rebuild.RebuildRange;
import io.tidemark.job.rebuild.RebuiltDocuments;
import io.tidemark.job.window.DayOfHours;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.RunStep;
import io.tidemark.model.comfyui.StepText;
import io.tidemark.model.schema.WorkloadSchemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/**
 * Steps in any order, some twice, and crashes after which the rest comes in another order, on any
 * backend of state, with any part of the lost documents written before: the figures in the end are
 * the same.
 */
@Tag("fast")
class SameRunsPropertyTest {

  private static final int RUNS = 12;

  /** Nothing is closed for corrections before. */
  private static final long LAST_OPEN = TEN + DAY + 55 * MINUTE;

  @RepeatedTest(40)
  void theFiguresDoNotDependOnTheWayThere() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<ComfyuiStep> steps = steps(random);

    Map<String, JsonNode> actual =
        figures(hardWay(steps, random, LAST_OPEN, SameRunsPropertyTest::close));
    Map<String, JsonNode> expected = figures(quietWay(steps));

    Map<String, JsonNode> missing = new TreeMap<>(expected);
    missing.entrySet().removeAll(actual.entrySet());
    Map<String, JsonNode> wrong = new TreeMap<>(actual);
    wrong.entrySet().removeAll(expected.entrySet());
    assertThat(wrong).as("seed %s, missing %s", seed, missing).isEmpty();
    assertThat(missing).as("seed %s", seed).isEmpty();
    DayOfHours.requireSums(WorkloadSchemas.COMFYUI, actual);
  }

  /** What is due later, or ends later, is open in both. */
  @RepeatedTest(20)
  void aRebuildOfAnyRangeGivesTheDocumentsOfTheRunningJob() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<ComfyuiStep> steps = steps(random);
    long asOf =
        random.nextBoolean()
            ? TEN + HOUR + random.nextInt(23 * 60) * MINUTE
            : TEN + DAY + random.nextInt(55) * MINUTE;
    int hours = (int) ((asOf - TEN) / HOUR);
    int from = random.nextInt(hours + 1);
    int to = from + 1 + random.nextInt(hours + 1 - from);
    RebuildRange range = new RebuildRange(TEN + (from - 1) * HOUR, TEN + (to - 1) * HOUR, asOf);
    Ending ending = job -> reach(job, asOf);

    StoredDocuments running = hardWay(steps, random, asOf, ending);
    StoredDocuments rebuilt = new StoredDocuments();
    rebuild(steps, random, range).forEach(rebuilt::write);

    Map<String, JsonNode> figures = figures(rebuilt, range);
    assertThat(figures).as("seed %s, %s", seed, range).isEqualTo(figures(running, range));
    Map<String, Long> rebuiltVersions = rebuilt.versions();
    Map<String, Long> runningVersions = running.versions();
    for (String document : figures.keySet()) {
      assertThat(rebuiltVersions.get(document))
          .as("seed %s, version of %s, which the running job may correct", seed, document)
          .isLessThanOrEqualTo(runningVersions.get(document));
    }
  }

  /** Documents of as many events are replaced: a corrected calculation replaces those before. */
  @RepeatedTest(10)
  void aRebuildGivesTheVersionsOfTheRunningJob() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<ComfyuiStep> steps = steps(random);
    for (ComfyuiStep step : steps) {
      step.text(StepText.USER_ID, "ada");
      step.text(StepText.WORKFLOW_ID, "w");
    }
    RebuildRange range = new RebuildRange(TEN - HOUR, TEN + DAY, TEN + DAY + HOUR / 2);
    StoredDocuments running = new StoredDocuments();
    try (RunsAndLevels job = new RunsAndLevels(null)) {
      for (ComfyuiStep step : steps) {
        job.take(step);
      }
      reach(job, range.asOf());
      for (DocumentWrite document : filter(job.written(), range)) {
        running.write(document);
      }
    }

    StoredDocuments rebuilt = new StoredDocuments();
    rebuild(steps, random, range).forEach(rebuilt::write);

    Set<String> documents = figures(running).keySet();
    assertThat(figures(rebuilt).keySet()).as("seed %s", seed).isEqualTo(documents);
    Map<String, Long> expected = running.versions();
    expected.keySet().retainAll(documents);
    Map<String, Long> versions = rebuilt.versions();
    versions.keySet().retainAll(documents);
    assertThat(versions).as("seed %s", seed).isEqualTo(expected);
  }

  /** The running job gives up runs that a rebuild found open. */
  @RepeatedTest(10)
  void theRunningJobCorrectsWhatARebuildWrote() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<ComfyuiStep> steps = steps(random);
    long asOf = TEN + HOUR + random.nextInt(23 * 60) * MINUTE;
    RebuildRange range = new RebuildRange(TEN, asOf / HOUR * HOUR, asOf);
    List<DocumentWrite> rebuilt = rebuild(steps, random, range);
    Ending ending =
        job -> {
          reach(job, asOf);
          job.written().addAll(rebuilt);
          close(job);
        };

    Map<String, JsonNode> actual = figures(hardWay(steps, random, asOf, ending));

    assertThat(actual).as("seed %s, %s", seed, range).isEqualTo(figures(quietWay(steps)));
  }

  /** Which of two different ends counts depends on which comes first; but only one ever does. */
  @RepeatedTest(20)
  void aRunWithTwoEndsCountsOnce() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<ComfyuiStep> steps = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      long start = TEN + random.nextInt(60) * MINUTE;
      steps.add(step("t" + i, RunStep.STARTED, start, "ada"));
      steps.add(step("t" + i, RunStep.SUCCEEDED, start + random.nextInt(90) * MINUTE, null));
      steps.add(step("t" + i, RunStep.CANCELLED, start + random.nextInt(400) * MINUTE, "bob"));
    }

    Map<String, JsonNode> figures =
        figures(hardWay(steps, random, LAST_OPEN, SameRunsPropertyTest::close));

    assertThat(sum(figures, "comfyui-hourly", "executions")).as("seed %s", seed).isEqualTo(RUNS);
    long runMillis =
        figures.entrySet().stream()
            .filter(document -> document.getKey().contains("comfyui-hourly"))
            .mapToLong(document -> document.getValue().path("run_time_ms").path("sum").asLong())
            .sum();
    Map<String, JsonNode> tenants = new TreeMap<>(figures);
    tenants.values().removeIf(document -> !document.path("dimension").asText().equals("tenant"));
    assertThat(sum(tenants, "comfyui-concurrency", "running_ms"))
        .as("seed %s", seed)
        .isEqualTo(runMillis);
  }

  private static List<ComfyuiStep> steps(Random random) {
    List<ComfyuiStep> steps = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      long start = TEN + random.nextInt(50) * MINUTE;
      long length = random.nextInt(4) == 0 ? random.nextInt(24 * 60 + 30) : random.nextInt(200);
      ComfyuiStep submitted = step("t" + i, RunStep.SUBMITTED, start - MINUTE / 2, "ada");
      submitted.text(StepText.WORKFLOW_ID, "w" + i % 2);
      steps.add(submitted);
      if (random.nextInt(6) != 0) {
        steps.add(step("t" + i, RunStep.STARTED, start, random.nextBoolean() ? "bob" : null));
      }
      if (random.nextInt(6) != 0) {
        RunStep end = random.nextInt(3) == 0 ? RunStep.FAILED : RunStep.SUCCEEDED;
        // The user of the last step goes before the users of the others.
        String user = random.nextInt(3) == 0 ? "cyd" : null;
        ComfyuiStep ended = step("t" + i, end, start + length * MINUTE, user);
        ended.text(StepText.WORKFLOW_NAME, "W");
        steps.add(ended);
      }
    }
    return steps;
  }

  private static ComfyuiStep step(String task, RunStep kind, long time, String user) {
    ComfyuiStep step = RunsAndLevels.step(task, kind, time);
    step.text(StepText.USER_ID, user);
    return step;
  }

  private static StoredDocuments quietWay(List<ComfyuiStep> steps) throws Exception {
    StoredDocuments stored = new StoredDocuments();
    try (RunsAndLevels job = new RunsAndLevels(null)) {
      for (ComfyuiStep step : steps) {
        job.take(step);
      }
      close(job);
      write(job, stored);
    }
    return stored;
  }

  /** Reads all steps before event time moves, without checkpoints; what is written. */
  private static List<DocumentWrite> rebuild(
      List<ComfyuiStep> steps, Random random, RebuildRange range) throws Exception {
    List<ComfyuiStep> shuffled = new ArrayList<>(steps);
    Collections.shuffle(shuffled, random);
    try (RunsAndLevels job = RunsAndLevels.ofRebuild(backend(random))) {
      for (ComfyuiStep step : shuffled) {
        job.take(step);
      }
      job.watermark(range.asOf());
      job.end();
      return filter(job.written(), range);
    }
  }

  /** The documents that a rebuild of a range writes. */
  private static List<DocumentWrite> filter(List<DocumentWrite> documents, RebuildRange range)
      throws Exception {
    RebuiltDocuments filter = new RebuiltDocuments(range, Map.of());
    List<DocumentWrite> written = new ArrayList<>();
    for (DocumentWrite document : documents) {
      if (filter.filter(document)) {
        written.add(document);
      }
    }
    return written;
  }

  /** What happens when all steps are read. */
  private interface Ending {
    void play(RunsAndLevels job) throws Exception;
  }

  private static StoredDocuments hardWay(
      List<ComfyuiStep> steps, Random random, long lastWatermark, Ending ending) throws Exception {
    List<ComfyuiStep> left = new ArrayList<>(steps);
    for (int i = 0; i < RUNS / 2; i++) {
      left.add(steps.get(random.nextInt(steps.size())));
    }
    StoredDocuments stored = new StoredDocuments();
    RunsAndLevels.Snapshot snapshot = null;
    long clock = TEN + 5 * HOUR;
    long id = 0;
    while (!left.isEmpty()) {
      // The partitions of a topic are read in another order each time.
      Collections.shuffle(left, random);
      int crash = 1 + random.nextInt(left.size());
      int checkpoint = random.nextInt(crash);
      boolean last = crash == left.size();
      try (RunsAndLevels job = new RunsAndLevels(snapshot, true, backend(random))) {
        job.clock(clock);
        List<ComfyuiStep> taken = List.copyOf(left.subList(0, crash));
        for (int i = 0; i < crash; i++) {
          if (i == checkpoint) {
            snapshot = job.snapshot(++id);
            // The sink writes everything before the barrier, or the checkpoint fails.
            write(job, stored);
            left = new ArrayList<>(left.subList(i, left.size()));
            if (random.nextInt(3) > 0) {
              job.completed(id);
            }
          }
          job.take(taken.get(i));
          clock += random.nextInt(40_000);
          job.clock(clock);
          if (random.nextInt(3) == 0) {
            job.watermark(TEN + (long) (random.nextDouble() * (lastWatermark - TEN)));
          }
          if (random.nextBoolean()) {
            write(job, stored);
          }
        }
        if (last) {
          ending.play(job);
          write(job, stored);
          left.clear();
        }
      }
    }
    return stored;
  }

  private static StateBackend backend(Random random) {
    return random.nextInt(4) == 0 ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
  }

  /** All that runs is given up, all corrections are published. */
  private static void close(RunsAndLevels job) throws Exception {
    reach(job, LAST_OPEN);
    job.watermark(TEN + 4 * DAY);
    job.end();
    job.clock(TEN + 11 * DAY);
  }

  /** Event time is at a moment, and all corrections up to it are published. */
  private static void reach(RunsAndLevels job, long time) throws Exception {
    job.watermark(time);
    job.end();
    job.clock(TEN + 10 * DAY);
    job.clock(TEN + 10 * DAY + HOUR);
  }

  private static void write(RunsAndLevels job, StoredDocuments stored) {
    for (DocumentWrite document : job.written()) {
      stored.write(document);
    }
    job.written().clear();
  }

  /** Without documents that say that nothing was there, and records that say they were wrong. */
  private static Map<String, JsonNode> figures(StoredDocuments stored) throws Exception {
    Map<String, JsonNode> figures = new TreeMap<>(stored.figures());
    figures
        .values()
        .removeIf(
            document ->
                document.path("executions").asInt(1) == 0
                    || (document.path("max").asInt(1) == 0
                        && document.path("unknown_end").asInt() == 0)
                    || document.path("outcome").asText().equals("superseded"));
    return figures;
  }

  /** Those of a range; records have the time of their end. */
  private static Map<String, JsonNode> figures(StoredDocuments stored, RebuildRange range)
      throws Exception {
    Map<String, JsonNode> figures = figures(stored);
    figures
        .values()
        .removeIf(
            document -> {
              String time = document.path("hour").asText(document.path("event_time").asText());
              // A day; ranges of this test are shorter.
              return time.isEmpty() || !range.contains(Instant.parse(time).toEpochMilli());
            });
    return figures;
  }

  private static long sum(Map<String, JsonNode> figures, String family, String measure) {
    return figures.entrySet().stream()
        .filter(document -> document.getKey().contains(family))
        .mapToLong(document -> document.getValue().path(measure).asLong())
        .sum();
  }
}
