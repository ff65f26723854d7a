/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import static io.tidemark.job.comfyui.RunsAndLevels.DAY;
import static io.tidemark.job.comfyui.RunsAndLevels.HOUR;
import static io.tidemark.job.comfyui.RunsAndLevels.MINUTE;
import static io.tidemark.job.comfyui.RunsAndLevels.TEN;
import static io.tidemark.job.comfyui.RunsAndLevels.step;
import static io.tidemark.model.comfyui.RunStep.FAILED;
import static io.tidemark.model.comfyui.RunStep.STARTED;
import static io.tidemark.model.comfyui.RunStep.SUBMITTED;
import static io.tidemark.model.comfyui.RunStep.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.window.FoldedHours;
import io.tidemark.model.comfyui.ComfyuiStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class RunLifecycleTest {

  private RunsAndLevels job;

  @AfterEach
  void close() {
    if (job != null) {
      job.close();
    }
  }

  @Test
  void aRunOverThreeHoursAndARestartIsCountedInTheHourOfItsEnd() throws Exception {
    job = new RunsAndLevels(null);
    job.take("long", SUBMITTED, TEN);
    job.take("long", STARTED, TEN + 30 * MINUTE);
    job.watermark(TEN + HOUR + 5 * MINUTE);
    assertThat(job.concurrency(TEN).path("running_ms").asLong()).isEqualTo(30 * MINUTE);

    restart();
    job.take("long", SUCCEEDED, TEN + 2 * HOUR + 10 * MINUTE);
    job.watermark(TEN + 3 * HOUR);

    JsonNode hour = job.hour(TEN + 2 * HOUR);
    assertThat(hour.path("executions").asLong()).isEqualTo(1);
    assertThat(hour.path("succeeded").asLong()).isEqualTo(1);
    assertThat(hour.path("run_time_ms").path("sum").asLong()).isEqualTo(100 * MINUTE);
    assertThat(hour.path("queue_time_ms").path("sum").asLong()).isEqualTo(30 * MINUTE);
    assertThat(hour.path("final").asBoolean()).isTrue();
    // The first document of the hours before is held by the instance before the restart.
    assertThat(job.concurrency(TEN + HOUR).path("running_ms").asLong()).isEqualTo(HOUR);
    assertThat(job.concurrency(TEN + HOUR).path("min").asLong()).isEqualTo(1);
    assertThat(job.concurrency(TEN + 2 * HOUR).path("running_ms").asLong()).isEqualTo(10 * MINUTE);

    job.watermark(TEN + 4 * DAY);
    job.watermark(TEN + 40 * DAY);
    assertThat(job.stateEntries()).isZero();
    assertThat(job.timers()).isZero();
  }

  @Test
  void aLateStartCorrectsTheHoursThatItRanIn() throws Exception {
    job = new RunsAndLevels(null);
    job.take("t", SUCCEEDED, TEN + HOUR + 10 * MINUTE);
    job.watermark(TEN + 3 * HOUR);
    assertThat(job.hour(TEN + HOUR).path("runs_without_duration").asLong()).isEqualTo(1);

    job.take("t", STARTED, TEN + 50 * MINUTE);
    job.clock(TEN + 4 * HOUR);
    job.clock(TEN + 4 * HOUR + 2 * MINUTE);

    assertThat(job.hour(TEN + HOUR).path("runs_without_duration").asLong()).isZero();
    assertThat(job.hour(TEN + HOUR).path("run_time_ms").path("sum").asLong())
        .isEqualTo(20 * MINUTE);
    assertThat(job.concurrency(TEN).path("running_ms").asLong()).isEqualTo(10 * MINUTE);
    assertThat(job.concurrency(TEN + HOUR).path("running_ms").asLong()).isEqualTo(10 * MINUTE);
    assertThat(job.concurrency(TEN + HOUR).path("final").asBoolean()).isTrue();
  }

  @Test
  void aStartWithoutAnEndIsClosedByPolicyAndAnEndInTimeUndoesIt() throws Exception {
    job = new RunsAndLevels(null);
    job.take("gone", STARTED, TEN + MINUTE);
    job.watermark(TEN + DAY + HOUR);

    assertThat(job.hour(TEN + DAY).path("abandoned").asLong()).isEqualTo(1);
    assertThat(job.hour(TEN + DAY).path("runs_without_duration").asLong()).isEqualTo(1);
    assertThat(job.concurrency(TEN).path("unknown_end").asLong()).isEqualTo(1);

    job.take("gone", SUCCEEDED, TEN + 23 * HOUR);
    job.clock(TEN + 2 * DAY);
    job.clock(TEN + 2 * DAY + 2 * MINUTE);

    assertThat(job.hour(TEN + DAY).path("executions").asLong()).isZero();
    assertThat(job.hour(TEN + 23 * HOUR).path("succeeded").asLong()).isEqualTo(1);
    assertThat(job.concurrency(TEN + 23 * HOUR).path("running_ms").asLong()).isZero();
    assertThat(job.concurrency(TEN + DAY).path("running_ms").asLong()).isZero();
    assertThat(
            job.figures().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("tidemark-comfyui-records"))
                .map(entry -> entry.getValue().path("outcome").asText()))
        .containsExactly("succeeded");
  }

  /** A run whose end was lost counts while it may run, not in the end. */
  @Test
  void takesARunOutOfAllItsHoursWhenItIsGivenUp() throws Exception {
    job = new RunsAndLevels(null);
    run("known", TEN + 10 * MINUTE, TEN + 20 * MINUTE);
    job.take("lost", STARTED, TEN + 30 * MINUTE);
    job.watermark(TEN + 3 * HOUR + MINUTE);
    job.clock(TEN + 4 * HOUR);
    assertThat(job.concurrency(TEN).path("running_ms").asLong()).isEqualTo(40 * MINUTE);
    assertThat(job.concurrency(TEN).path("unknown_end").asLong()).isZero();
    assertThat(job.concurrency(TEN).has("open_runs")).isFalse();
    assertThat(job.concurrency(TEN + 3 * HOUR).path("open_runs").asLong()).isEqualTo(1);

    job.watermark(TEN + DAY + 31 * MINUTE);
    job.clock(TEN + 2 * DAY);
    job.clock(TEN + 2 * DAY + 2 * MINUTE);

    assertThat(job.concurrency(TEN).path("running_ms").asLong()).isEqualTo(10 * MINUTE);
    assertThat(job.concurrency(TEN).path("mean").asDouble()).isEqualTo(1.0 / 6);
    assertThat(job.concurrency(TEN).path("unknown_end").asLong()).isEqualTo(1);
    for (int hour = 1; hour <= 24; hour++) {
      JsonNode after = job.concurrency(TEN + hour * HOUR);
      assertThat(after.path("max").asLong()).as("hour %s", hour).isZero();
      assertThat(after.path("unknown_end").asLong()).as("hour %s", hour).isZero();
    }
    job.watermark(TEN + 4 * DAY);
    job.watermark(TEN + 40 * DAY);
    assertThat(job.stateEntries()).isZero();
    assertThat(job.timers()).isZero();
  }

  @Test
  void putsARunBackWhenItsEndComesAfterItWasGivenUp() throws Exception {
    job = new RunsAndLevels(null);
    job.take("late", STARTED, TEN + 30 * MINUTE);
    job.watermark(TEN + DAY + 31 * MINUTE);
    restart();
    job.take("late", SUCCEEDED, TEN + 90 * MINUTE);
    job.clock(TEN + 2 * DAY);
    job.clock(TEN + 2 * DAY + 2 * MINUTE);

    assertThat(job.concurrency(TEN).path("running_ms").asLong()).isEqualTo(30 * MINUTE);
    assertThat(job.concurrency(TEN).path("unknown_end").asLong()).isZero();
    assertThat(job.concurrency(TEN + HOUR).path("running_ms").asLong()).isEqualTo(30 * MINUTE);
    assertThat(job.concurrency(TEN + 2 * HOUR).path("running_ms").asLong()).isZero();
  }

  /** A task that hung is run again under its id, after its hour takes no more corrections. */
  @Test
  void leavesARunInTheClosedHourInWhichItWasGivenUp() throws Exception {
    job = new RunsAndLevels(null, FoldedHours.withHorizon(Duration.ofDays(5)));
    job.take("again", STARTED, TEN);
    job.watermark(TEN + 2 * DAY + 2 * HOUR);
    assertThat(job.hour(TEN + DAY).path("abandoned").asLong()).isEqualTo(1);
    ComfyuiStep end = step("again", SUCCEEDED, TEN + 2 * DAY + 5 * HOUR);
    end.startedAt = TEN + 2 * DAY + 4 * HOUR;
    job.take(end);
    job.watermark(TEN + 2 * DAY + 7 * HOUR);

    assertThat(job.hour(TEN + DAY).path("executions").asLong()).isEqualTo(1);
    assertThat(job.hour(TEN + DAY).path("abandoned").asLong()).isEqualTo(1);
    assertThat(job.hour(TEN + 2 * DAY + 5 * HOUR).path("succeeded").asLong()).isEqualTo(1);
  }

  /** Ids may come again after the horizon, also before event time is known after a restart. */
  @Test
  void countsARunWhoseIdWasForgottenBeforeARestart() throws Exception {
    job = new RunsAndLevels(null);
    job.take("t", SUCCEEDED, TEN + 10 * MINUTE);
    job.watermark(TEN + DAY + HOUR + 30 * MINUTE);
    restart();
    job.take("t", SUCCEEDED, TEN + DAY + HOUR + 40 * MINUTE);
    job.watermark(TEN + DAY + 2 * HOUR);

    assertThat(job.hour(TEN + DAY + HOUR).path("succeeded").asLong()).isEqualTo(1);
  }

  /** Its end is known: it ran as long as a run may. */
  @Test
  void keepsARunThatTookTooLongInTheLevels() throws Exception {
    job = new RunsAndLevels(null);
    job.take("long", STARTED, TEN + 30 * MINUTE);
    job.watermark(TEN + DAY + 31 * MINUTE);
    job.take("long", SUCCEEDED, TEN + DAY + 45 * MINUTE);
    job.clock(TEN + 2 * DAY);
    job.clock(TEN + 2 * DAY + 2 * MINUTE);

    assertThat(job.concurrency(TEN).path("running_ms").asLong()).isEqualTo(30 * MINUTE);
    assertThat(job.concurrency(TEN).path("unknown_end").asLong()).isZero();
    assertThat(job.concurrency(TEN + 23 * HOUR).path("running_ms").asLong()).isEqualTo(HOUR);
  }

  /** As a rebuild ends: all steps are read, and event time is that of the running job. */
  @Test
  void keepsRunsInTheLevelsThatAreNotDueAtTheEndOfARebuild() throws Exception {
    job = new RunsAndLevels(null);
    job.take("lost", STARTED, TEN - 21 * HOUR + MINUTE);
    job.take("open", STARTED, TEN + 30 * MINUTE);
    job.watermark(TEN + 4 * HOUR + 10 * MINUTE);
    job.end();

    assertThat(job.hour(TEN + 3 * HOUR).path("abandoned").asLong()).isEqualTo(1);
    assertThat(job.concurrency(TEN - 21 * HOUR).path("unknown_end").asLong()).isEqualTo(1);
    assertThat(job.concurrency(TEN).path("running_ms").asLong()).isEqualTo(30 * MINUTE);
    for (int hour = 1; hour < 4; hour++) {
      assertThat(job.concurrency(TEN + hour * HOUR).path("running_ms").asLong()).isEqualTo(HOUR);
    }
  }

  @Test
  void stepsThatComeTwiceCountOnce() throws Exception {
    job = new RunsAndLevels(null);
    for (int i = 0; i < 3; i++) {
      job.take("t", STARTED, TEN);
      job.take("t", FAILED, TEN + MINUTE);
    }
    job.watermark(TEN + HOUR);

    assertThat(job.hour(TEN).path("failed").asLong()).isEqualTo(1);
    assertThat(job.concurrency(TEN).path("running_ms").asLong()).isEqualTo(MINUTE);
  }

  @Test
  void anEndBeforeItsStartHasNoLength() throws Exception {
    job = new RunsAndLevels(null);
    job.take("t", STARTED, TEN + 10 * MINUTE);
    job.take("t", SUCCEEDED, TEN + 5 * MINUTE);
    job.watermark(TEN + HOUR);

    assertThat(job.hour(TEN).path("runs_without_duration").asLong()).isEqualTo(1);
    assertThat(job.concurrency(TEN).path("max").asLong()).isZero();
  }

  /** Senders write 0 for a run that never started, or of which they know no end. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void countsARunWithTimesThatNoRunReachesBackTo(boolean running) throws Exception {
    job = new RunsAndLevels(null);
    if (running) {
      job.watermark(TEN);
    }
    ComfyuiStep failed = step("x", FAILED, TEN + 10 * MINUTE);
    failed.submittedAt = 0;
    failed.startedAt = 0;
    failed.finishedAt = 0;
    job.take(failed);
    job.clock(TEN);
    assertThat(job.timers()).isLessThan(20);
    job.watermark(TEN + HOUR);

    assertThat(job.hour(TEN).path("failed").asLong()).isEqualTo(1);
    assertThat(job.hour(TEN).path("abandoned").asLong()).isZero();
    assertThat(job.hour(TEN).path("runs_without_duration").asLong()).isEqualTo(1);
    assertThat(job.figures().keySet()).filteredOn(id -> id.contains("-records-")).hasSize(1);
  }

  @Test
  void hoursWithoutActivityBetweenTwoRunsAreZero() throws Exception {
    job = new RunsAndLevels(null);
    run("a", TEN, TEN + MINUTE);
    job.watermark(TEN + 3 * HOUR);
    job.watermark(TEN + 49 * HOUR);
    run("b", TEN + 50 * HOUR, TEN + 50 * HOUR + MINUTE);
    job.watermark(TEN + 51 * HOUR);

    for (int hour = 1; hour < 50; hour++) {
      JsonNode quiet = job.concurrency(TEN + hour * HOUR);
      assertThat(quiet.path("max").asLong()).isZero();
      assertThat(quiet.path("levels").get(0).path("ms").asLong()).isEqualTo(HOUR);
    }
  }

  @Test
  void theRunningHourIsPublishedAsFarAsItIsKnown() throws Exception {
    job = new RunsAndLevels(null);
    job.clock(TEN + 20 * MINUTE);
    job.take("a", STARTED, TEN + 10 * MINUTE);
    job.watermark(TEN + 15 * MINUTE - 1);
    job.clock(TEN + 25 * MINUTE);

    JsonNode running = job.concurrency(TEN);
    assertThat(running.path("measured_until").asText()).isEqualTo("2026-11-22T10:15:00Z");
    assertThat(running.path("running_ms").asLong()).isEqualTo(5 * MINUTE);
    assertThat(running.path("final").asBoolean()).isFalse();

    job.watermark(TEN + 20 * MINUTE - 1);
    job.clock(TEN + 27 * MINUTE);
    assertThat(job.concurrency(TEN).path("running_ms").asLong()).isEqualTo(10 * MINUTE);
  }

  /** Random runs in random order, with repeats and restarts, against counting by brute force. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithBruteForce(long seed) throws Exception {
    Random random = new Random(seed);
    List<long[]> runs = new ArrayList<>();
    List<ComfyuiStep> steps = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long start = TEN + random.nextInt(300) * MINUTE;
      long length = random.nextInt(8) == 0 ? random.nextInt(200) : random.nextInt(10);
      runs.add(new long[] {start, start + length * MINUTE});
      String task = "t" + i;
      steps.add(step(task, SUBMITTED, start - random.nextInt(1000)));
      steps.add(step(task, STARTED, start));
      steps.add(step(task, random.nextInt(9) == 0 ? FAILED : SUCCEEDED, start + length * MINUTE));
      if (random.nextInt(5) == 0) {
        steps.add(steps.get(random.nextInt(steps.size())));
      }
    }
    Collections.shuffle(steps, random);

    job = new RunsAndLevels(null);
    long clock = TEN;
    for (int i = 0; i < steps.size(); i++) {
      job.take(steps.get(i));
      if (i % 20 == 0) {
        // Some of the steps are late, and some hours are corrected more than once.
        job.watermark(TEN + (i / 20L) * 30 * MINUTE);
        clock += 2 * MINUTE;
        job.clock(clock);
      }
      if (i == steps.size() / 2) {
        restart();
        job.clock(clock);
        job.watermark(TEN + (i / 20L) * 30 * MINUTE);
      }
    }
    job.watermark(TEN + 12 * HOUR);
    job.clock(clock + HOUR);
    job.clock(clock + 2 * HOUR);

    for (int hour = 0; hour < 8; hour++) {
      checkHour(runs, TEN + hour * HOUR);
    }
    job.watermark(TEN + 4 * DAY);
    job.watermark(TEN + 50 * DAY);
    assertThat(job.stateEntries()).isZero();
    assertThat(job.timers()).isZero();
  }

  private void checkHour(List<long[]> runs, long start) throws Exception {
    Map<Long, Long> expected = new TreeMap<>();
    for (long at = start; at < start + HOUR; at += MINUTE) {
      long moment = at;
      long level = runs.stream().filter(run -> run[0] <= moment && moment < run[1]).count();
      expected.merge(level, MINUTE, Long::sum);
    }
    boolean afterAll = runs.stream().allMatch(run -> run[1] <= start);
    if (afterAll) {
      return;
    }
    Map<Long, Long> actual = new TreeMap<>();
    for (JsonNode level : job.concurrency(start).path("levels")) {
      actual.put(level.path("level").asLong(), level.path("ms").asLong());
    }
    assertThat(actual).as("levels at %s", start).isEqualTo(expected);
    long ended = runs.stream().filter(run -> run[1] >= start && run[1] < start + HOUR).count();
    if (ended > 0) {
      assertThat(job.hour(start).path("executions").asLong()).isEqualTo(ended);
      assertThat(job.hour(start).path("run_time_ms").path("sum").asLong())
          .isEqualTo(
              runs.stream()
                  .filter(run -> run[1] >= start && run[1] < start + HOUR)
                  .mapToLong(run -> run[1] - run[0])
                  .sum());
    }
  }

  private void run(String task, long start, long end) throws Exception {
    job.take(task, STARTED, start);
    job.take(task, SUCCEEDED, end);
  }

  private void restart() throws Exception {
    RunsAndLevels.Snapshot snapshot = job.snapshot(1);
    RunsAndLevels before = job;
    job = new RunsAndLevels(snapshot);
    before.written().forEach(job::restore);
    before.close();
  }
}
