/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import static io.tidemark.model.training.JobEvents.BEGINNING;
import static io.tidemark.model.training.JobEvents.HOUR;
import static io.tidemark.model.training.JobEvents.MINUTE;
import static io.tidemark.model.training.JobEvents.attempt;
import static io.tidemark.model.training.JobEvents.copy;
import static io.tidemark.model.training.JobEvents.event;
import static io.tidemark.model.training.JobEvents.sum;
import static io.tidemark.model.training.JobEvents.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.hourly.Window;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job counts exactly in a state that no sender can make grow. */
@Tag("fast")
class TrainingJobStateTest {

  /** Bytes of a job of two days with the attempts that are distinguished. */
  private static final int SMALL_STATE = 20_000;

  /** A job on machines that are taken away every minute; only the start names the attempt. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void countsAnyNumberOfAttemptsExactlyInSmallState(boolean byNumber) throws IOException {
    int attempts = 2_000;
    TrainingJob job = new TrainingJob();
    Map<Long, Long> expected = new TreeMap<>();
    for (int i = 0; i < attempts; i++) {
      long time = i * MINUTE;
      job.take(attempt(event(TrainingStep.STARTED, time, 0), byNumber, i), Window.HOUR);
      job.take(event(TrainingStep.PROGRESS, time + 10_000, 70 + i % 7), Window.HOUR);
      job.take(event(TrainingStep.PROGRESS, time + 20_000, 100 + i % 7), Window.HOUR);
      expected.merge(Window.HOUR.startOf(BEGINNING + time), 100L + i % 7, Long::sum);
      job = i % 150 == 0 ? copy(job) : job;
    }

    assertThat(tokensByWindow(job)).isEqualTo(expected);
    job.forgetEventsBefore(BEGINNING + attempts * MINUTE, Window.HOUR);
    assertThat(tokensByWindow(copy(job))).isEqualTo(expected);
    assertThat(countBytes(job)).isLessThan(SMALL_STATE);
  }

  /** A total that falls below half of the greatest one starts an attempt, too. */
  @Test
  void countsAnyNumberOfUnnamedAttemptsExactlyInSmallState() throws IOException {
    TrainingJob job = new TrainingJob();
    Map<Long, Long> expected = new TreeMap<>();
    for (int i = 0; i < 2_000; i++) {
      long time = i * MINUTE;
      take(job, TrainingStep.PROGRESS, time, 10);
      take(job, TrainingStep.PROGRESS, time + 10_000, 100);
      job.forgetEventsBefore(BEGINNING + time + 20_000, Window.HOUR);
      expected.merge(Window.HOUR.startOf(BEGINNING + time), 100L, Long::sum);
    }

    assertThat(tokensByWindow(copy(job))).isEqualTo(expected);
    assertThat(countBytes(job)).isLessThan(SMALL_STATE);
  }

  /** The time between the earliest of too many attempts counts. */
  @Test
  void countsTheRunTimeOfManyAttemptsInSmallState() throws IOException {
    TrainingJob job = new TrainingJob();
    int attempts = 3 * AttemptRuns.MAX_RUNS;
    for (int i = 0; i < attempts; i++) {
      long time = 2 * MINUTE * i;
      job.take(attempt(event(TrainingStep.STARTED, time, 0), true, i), Window.HOUR);
      job.take(attempt(event(TrainingStep.FAILED, time + MINUTE, 0), true, i), Window.HOUR);
      job = copy(job);
    }

    assertThat(
            sum(job.shares(Window.HOUR, BEGINNING + 9 * HOUR).get(BEGINNING + 9 * HOUR), "failed"))
        .isEqualTo(1);
    long runTime =
        job.shares(Window.HOUR, Long.MIN_VALUE).values().stream()
            .mapToLong(share -> sum(share, "run_time_ms"))
            .sum();
    int joined = attempts - AttemptRuns.MAX_RUNS + 1;
    assertThat(runTime).isEqualTo((2L * joined - 1 + AttemptRuns.MAX_RUNS - 1) * MINUTE);
    job.forgetEventsBefore(BEGINNING + 10 * HOUR, Window.HOUR);
    assertThat(countBytes(job)).isLessThan(SMALL_STATE);
  }

  /** As a hostile sender may write them. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsSmallStateOfAttemptsThatSwitchWithEachEvent(boolean atOneMoment) throws IOException {
    TrainingJob job = new TrainingJob();
    for (int i = 0; i < 5_000; i++) {
      int name = atOneMoment ? i : i % 2;
      long time = atOneMoment ? 0 : i * 1_000L;
      job.take(attempt(event(TrainingStep.PROGRESS, time, 10 + i), true, name), Window.HOUR);
    }

    job.forgetEventsBefore(BEGINNING + 2 * HOUR, Window.HOUR);
    assertThat(countBytes(job)).isLessThan(SMALL_STATE);
    long tokens = tokensByWindow(job).values().stream().mapToLong(Long::longValue).sum();
    assertThat(tokens).isEqualTo(atOneMoment ? 5_000L * 5_019 / 2 : 5_008 + 5_009);
  }

  @Test
  void addsNothingForALateReportOfAnEarlierAttempt() {
    TrainingJob job = new TrainingJob();
    for (int i = 0; i < 3 * AttemptTokens.MAX_ATTEMPTS; i++) {
      job.take(attempt(event(TrainingStep.PROGRESS, i * MINUTE, 100), true, i), Window.HOUR);
    }
    Map<Long, Long> before = tokensByWindow(job);

    job.take(attempt(event(TrainingStep.PROGRESS, MINUTE + 1, 90), true, 1), Window.HOUR);
    job.take(event(TrainingStep.PROGRESS, MINUTE + 2, 80), Window.HOUR);

    assertThat(tokensByWindow(job)).isEqualTo(before);
    assertThat(before.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(300L * AttemptTokens.MAX_ATTEMPTS);
  }

  /** Reports without attempts, in order, a hundred of them a second. */
  @Test
  void countsAnyNumberOfReportsExactlyInBoundedState() throws IOException {
    int reports = 40_000;
    TrainingJob job = new TrainingJob();
    for (int i = 1; i <= reports; i++) {
      assertThat(take(job, TrainingStep.PROGRESS, i * 10L, i)).isTrue();
      assertThat(take(job, TrainingStep.PROGRESS, i * 10L, i)).as("again").isFalse();
    }

    assertThat(countBytes(job))
        .isLessThan(16 * (TrainingJob.MAX_SEEN + AttemptTokens.MAX_UNNAMED) + SMALL_STATE);
    assertThat(tokensByWindow(copy(job))).containsExactly(Map.entry(BEGINNING, (long) reports));
    // The first one was forgotten, and adds nothing.
    assertThat(take(job, TrainingStep.PROGRESS, 10, 1)).isTrue();
    assertThat(tokensByWindow(job)).containsExactly(Map.entry(BEGINNING, (long) reports));
    job.take(attempt(event(TrainingStep.SUCCEEDED, HOUR, reports + 5), true, 1), Window.HOUR);
    assertThat(tokensByWindow(job))
        .containsExactly(Map.entry(BEGINNING, (long) reports), Map.entry(BEGINNING + HOUR, 5L));
  }

  /** As a hostile sender may write them: events of one moment, and totals that fall each time. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keepsBoundedStateOfReportsOfAnyOrder(boolean atOneMoment) throws IOException {
    TrainingJob job = new TrainingJob();
    for (int i = 1; i <= 40_000; i++) {
      take(job, TrainingStep.PROGRESS, atOneMoment ? 0 : i, i % 2 == 0 ? 1 : 1_000 + i);
    }

    assertThat(countBytes(job))
        .isLessThan(16 * (TrainingJob.MAX_SEEN + AttemptTokens.MAX_UNNAMED) + SMALL_STATE);
  }

  /** A sender may name any moment: each hour from then on would be a document. */
  @Test
  void spreadsRunTimeOverAYearAtMost() {
    TrainingJob running = new TrainingJob();
    TrainingEvent progress = event(TrainingStep.PROGRESS, 0, 5);
    long year = JobTimes.MAX_NAMED_BEFORE;
    progress.startedAt = progress.eventTime - year;
    running.take(progress, Window.HOUR);

    assertThat(running.shares(Window.HOUR, Long.MIN_VALUE)).hasSize((int) (year / HOUR) + 1);
  }

  /** As platforms write 0 for a job that never ran: its end counts, and it has no run time. */
  @Test
  void takesTimesThatAreTooLongAgoAsUnknown() {
    TrainingJob job = new TrainingJob();
    TrainingEvent end = event(TrainingStep.FAILED, HOUR, 5);
    end.startedAt = 0;
    end.finishedAt = 0;
    job.take(end, Window.HOUR);

    Map<Long, Aggregate> shares = job.shares(Window.HOUR, Long.MIN_VALUE);
    assertThat(shares).containsOnlyKeys(BEGINNING + HOUR);
    assertThat(sum(shares.get(BEGINNING + HOUR), "failed")).isEqualTo(1);
    assertThat(sum(shares.get(BEGINNING + HOUR), "run_time_ms")).isZero();
  }

  /** Else the tokens of a job would count again with each event that has no start. */
  @Test
  void takesAStartThatIsTooLongAgoAsNoAttempt() {
    TrainingJob job = new TrainingJob();
    TrainingEvent progress = event(TrainingStep.PROGRESS, 0, 100);
    progress.startedAt = BEGINNING;
    job.take(progress, Window.HOUR);
    TrainingEvent end = event(TrainingStep.SUCCEEDED, 1, 100);
    end.startedAt = 0;
    job.take(end, Window.HOUR);

    assertThat(tokensByWindow(job)).containsExactly(Map.entry(BEGINNING, 100L));
  }

  /** One partition of the topic is read after the other, as in a rebuild. */
  @Test
  void countsManyReportsOfTwoPartitionsInAnyOrder() {
    TrainingJob job = new TrainingJob();
    for (int partition = 0; partition < 2; partition++) {
      for (int i = 0; i < 10_000; i++) {
        boolean isResumed = i >= 5_000;
        long total = 1L + (isResumed ? i - 5_000 : i);
        if (i % 2 == partition) {
          take(job, TrainingStep.PROGRESS, i * 100L, total);
        }
      }
    }

    assertThat(tokensByWindow(job)).containsExactly(Map.entry(BEGINNING, 10_000L));
  }

  private static Map<Long, Long> tokensByWindow(TrainingJob job) {
    Map<Long, Long> tokens = new TreeMap<>();
    job.shares(Window.HOUR, Long.MIN_VALUE)
        .forEach((start, share) -> tokens.put(start, sum(share, "trained_tokens")));
    return tokens;
  }

  private static int countBytes(TrainingJob job) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    job.writeTo(new DataOutputStream(bytes));
    return bytes.size();
  }
}
