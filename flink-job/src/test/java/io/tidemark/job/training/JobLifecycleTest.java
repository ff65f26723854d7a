/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.topology.Workloads;
import io.tidemark.job.window.FoldedHours;
import io.tidemark.model.parsing.CheckedFields;
import io.tidemark.model.training.TrainingEvent;
import io.tidemark.model.training.TrainingStep;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class JobLifecycleTest {

  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private FoldedHours<TrainingEvent, String> job;

  /** The start that events of attempts name. */
  private long namedStart = CheckedFields.UNKNOWN;

  @BeforeEach
  void start() throws Exception {
    job = new FoldedHours<>(Workloads.TRAINING);
  }

  @AfterEach
  void close() {
    job.close();
  }

  @Test
  void aJobOverHoursAndARestartIsSpreadOverThem() throws Exception {
    job.take(event(TrainingStep.STARTED, TEN + 30 * MINUTE, 0));
    job.take(event(TrainingStep.PROGRESS, TEN + 50 * MINUTE, 1_000));
    job.watermark(TEN + HOUR);
    job = job.restarted();
    job.take(event(TrainingStep.PROGRESS, TEN + 50 * MINUTE, 1_000));
    job.take(event(TrainingStep.SUCCEEDED, TEN + 2 * HOUR + 15 * MINUTE, 5_000));
    job.watermark(TEN + 3 * HOUR);
    job.clock(TEN + 3 * HOUR);
    job.clock(TEN + 4 * HOUR);

    check(job.hour(TEN), 1, 1_000, 30 * MINUTE);
    check(job.hour(TEN + 2 * HOUR), 0, 4_000, 15 * MINUTE);
    assertThat(job.hour(TEN + 2 * HOUR).path("succeeded").asLong()).isEqualTo(1);
    // Nobody reported tokens in the hour between, so they are unknown there.
    assertThat(job.hour(TEN + HOUR).has("trained_tokens")).isFalse();
    assertThat(job.hour(TEN + HOUR).path("run_time_ms").asLong()).isEqualTo(HOUR);

    job.watermark(TEN + 80 * HOUR);
    assertThat(job.stateEntriesAndTimers()).as("one entry and its timer").isEqualTo(2);
    job.watermark(TEN + 33 * 24 * HOUR);
    assertThat(job.stateEntriesAndTimers()).isZero();
  }

  /** It failed on a Friday, and is resumed on Monday by a trainer that names no attempts. */
  @Test
  void aJobThatIsResumedAfterItsEndCountsOnce() throws Exception {
    job.take(event(TrainingStep.STARTED, TEN, 0));
    job.take(event(TrainingStep.FAILED, TEN + 10 * MINUTE, 1_000));
    job.watermark(TEN + 30 * HOUR);
    job = job.restarted();
    long monday = TEN + 72 * HOUR;
    job.watermark(monday);
    job.take(event(TrainingStep.PROGRESS, monday + 20 * MINUTE, 1_200));
    job.watermark(monday + HOUR);

    check(job.hour(TEN), 1, 1_000, 10 * MINUTE);
    check(job.hour(monday), 0, 200, 0);
  }

  /** The weekend between is no run time, and the failure is known when it is reported again. */
  @ParameterizedTest
  @CsvSource({
    "72, true, 24, false",
    "72, false, 24, false",
    "1, true, 24, false",
    "1, false, 24, false",
    "72, true, 96, false",
    "72, false, 96, false",
    "1, true, 96, false",
    "1, false, 96, false",
    "72, true, 24, true",
    "72, false, 24, true",
    "1, true, 24, true",
    "1, false, 24, true",
    "72, true, 96, true",
    "72, false, 96, true",
    "1, true, 96, true",
    "1, false, 96, true"
  })
  void aJobThatIsResumedAfterItsEndRunsAndEndsAgain(
      int hours, boolean namesAttempts, int horizon, boolean namesFirstStart) throws Exception {
    namedStart = namesFirstStart ? TEN : CheckedFields.UNKNOWN;
    job.close();
    job = new FoldedHours<>(Workloads.TRAINING, FoldedHours.withHorizon(Duration.ofHours(horizon)));
    TrainingEvent failure = attempt(namesAttempts, 1, TrainingStep.FAILED, TEN + 10 * MINUTE);
    job.take(attempt(namesAttempts, 1, TrainingStep.STARTED, TEN));
    job.take(failure);
    job.watermark(TEN + 30 * HOUR);
    job = job.restarted();
    long monday = TEN + 72 * HOUR;
    job.watermark(monday);
    failure.finishedAt = failure.eventTime;
    failure.eventTime = monday;
    job.take(failure);
    job.take(attempt(namesAttempts, 2, TrainingStep.STARTED, monday));
    for (int hour = 1; hour < hours; hour++) {
      job.take(attempt(namesAttempts, 2, TrainingStep.PROGRESS, monday + hour * HOUR));
      job.watermark(monday + hour * HOUR);
    }
    long last = monday + (hours - 1) * HOUR;
    job.take(attempt(namesAttempts, 2, TrainingStep.SUCCEEDED, last + 45 * MINUTE));
    job.watermark(last + HOUR);

    check(job.hour(TEN), 1, 0, 10 * MINUTE);
    for (long hour = monday; hour < last; hour += HOUR) {
      check(job.hour(hour), 0, 0, HOUR);
    }
    check(job.hour(last), 0, 0, 45 * MINUTE);
    assertThat(job.documents()).as("no document of the weekend").hasSize(1 + hours);
    assertThat(job.hour(TEN).path("failed").asLong()).isEqualTo(1);
    assertThat(job.hour(monday).path("failed").asLong()).isZero();
    assertThat(job.hour(last).path("succeeded").asLong()).isEqualTo(1);
  }

  /** It failed, ran again two hours later, and ended when those hours had been closed for long. */
  @Test
  void aJobThatIsResumedWithinTheLatenessHasNoRunTimeBetween() throws Exception {
    job.take(attempt(true, 1, TrainingStep.STARTED, TEN));
    job.take(attempt(true, 1, TrainingStep.FAILED, TEN + 10 * MINUTE));
    job.take(attempt(true, 2, TrainingStep.STARTED, TEN + 2 * HOUR + 15 * MINUTE));
    for (int hour = 3; hour < 60; hour++) {
      job.take(attempt(true, 2, TrainingStep.PROGRESS, TEN + hour * HOUR + 15 * MINUTE));
      job.watermark(TEN + hour * HOUR);
      job.clock(TEN + hour * HOUR);
      job = hour % 20 == 3 ? job.restarted() : job;
    }
    long last = TEN + 60 * HOUR;
    job.take(attempt(true, 2, TrainingStep.SUCCEEDED, last + 45 * MINUTE));
    job.watermark(last + HOUR);
    job.clock(last + 2 * HOUR);

    check(job.hour(TEN), 1, 0, 10 * MINUTE);
    check(job.hour(TEN + 2 * HOUR), 0, 0, 45 * MINUTE);
    for (long hour = TEN + 3 * HOUR; hour < last; hour += HOUR) {
      check(job.hour(hour), 0, 0, HOUR);
    }
    check(job.hour(last), 0, 0, 45 * MINUTE);
    assertThat(job.hour(last).path("succeeded").asLong()).isEqualTo(1);
    assertThat(job.documents()).as("no document of the hour between").hasSize(60);
    job.watermark(last + 33 * 24 * HOUR);
    assertThat(job.stateEntriesAndTimers()).isZero();
  }

  @Test
  void aLateReportMovesTokensToItsHour() throws Exception {
    job.take(event(TrainingStep.PROGRESS, TEN + HOUR, 5_000));
    job.watermark(TEN + 2 * HOUR);
    job.take(event(TrainingStep.STARTED, TEN, 0));
    job.take(event(TrainingStep.PROGRESS, TEN + 10 * MINUTE, 2_000));
    job.clock(TEN + 2 * HOUR);
    job.clock(TEN + 3 * HOUR);

    check(job.hour(TEN), 1, 2_000, HOUR);
    check(job.hour(TEN + HOUR), 0, 3_000, 0);
  }

  /** Some trainers have one job id for all that they ever do. */
  @Test
  void keepsStateOfOneSizeHoweverLongAJobRuns() throws Exception {
    long bytes = 0;
    for (int hour = 0; hour < 500; hour++) {
      long time = TEN + hour * HOUR;
      job.take(event(TrainingStep.PROGRESS, time + 20 * MINUTE, 1_000L * hour + 1_000));
      job.watermark(time + HOUR);
      job.clock(time + HOUR);
      bytes = hour == 100 ? job.stateBytes() : bytes;
    }

    assertThat(job.stateBytes()).isLessThan(bytes + 500);
    check(job.hour(TEN), 1, 1_000, 40 * MINUTE);
    check(job.hour(TEN + 400 * HOUR), 0, 1_000, HOUR);
  }

  private static void check(JsonNode hour, long jobs, long tokens, long runMillis) {
    assertThat(hour.path("jobs").asLong()).isEqualTo(jobs);
    assertThat(hour.path("trained_tokens").asLong()).isEqualTo(tokens);
    assertThat(hour.path("run_time_ms").asLong()).isEqualTo(runMillis);
    assertThat(hour.path("final").asBoolean()).isTrue();
  }

  private TrainingEvent attempt(boolean isNamed, int attempt, TrainingStep step, long time) {
    TrainingEvent event = event(step, time, 0);
    event.startedAt = namedStart;
    if (isNamed) {
      event.attempt = attempt;
    }
    return event;
  }

  private static TrainingEvent event(TrainingStep step, long time, long tokens) {
    TrainingEvent event = new TrainingEvent();
    event.tenantId = "acme";
    event.jobId = "j";
    event.baseModel = "m";
    event.step = step;
    event.eventTime = time;
    event.trainedTokens = tokens;
    return event;
  }
}
