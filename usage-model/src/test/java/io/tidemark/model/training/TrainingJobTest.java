/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.Window;
import io.tidemark.model.parsing.CheckedFields;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class TrainingJobTest {

  private static final long BEGINNING = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  /** Bytes of a job of two days with the attempts that are told apart. */
  private static final int SMALL_STATE = 20_000;

  @Test
  void aStandingThatRepeatsOrStepsBackAddsNothing() {
    TrainingJob job = new TrainingJob();
    take(job, TrainingStep.STARTED, 0, 0);
    take(job, TrainingStep.PROGRESS, 10 * MINUTE, 500);
    take(job, TrainingStep.PROGRESS, HOUR, 500);
    take(job, TrainingStep.PROGRESS, HOUR + MINUTE, 250);
    take(job, TrainingStep.SUCCEEDED, 2 * HOUR + 30 * MINUTE, 900);

    Map<Long, Aggregate> shares = job.shares(Window.HOUR, Long.MIN_VALUE);

    assertThat(shares.values())
        .extracting(share -> sum(share, "trained_tokens"))
        .containsExactly(500L, 0L, 400L);
    assertThat(shares.values()).extracting(share -> sum(share, "jobs")).containsExactly(1L, 0L, 0L);
    assertThat(shares.values())
        .extracting(share -> sum(share, "succeeded"))
        .containsExactly(0L, 0L, 1L);
    assertThat(shares.values())
        .extracting(share -> sum(share, "run_time_ms"))
        .containsExactly(HOUR, HOUR, 30 * MINUTE);
  }

  /** As of the platform's report: 500,000 tokens, a resume, 300,000 more. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aResumedJobCountsFromZeroAgain(long seed) throws IOException {
    for (boolean byNumber : new boolean[] {true, false}) {
      List<TrainingEvent> events = new ArrayList<>();
      events.add(attempt(event(TrainingStep.STARTED, 0, 0), byNumber, 1));
      events.add(event(TrainingStep.PROGRESS, 20 * MINUTE, 500_000));
      events.add(attempt(event(TrainingStep.PROGRESS, 70 * MINUTE, 100_000), byNumber, 2));
      events.add(event(TrainingStep.SUCCEEDED, 110 * MINUTE, 300_000));
      Collections.shuffle(events, new Random(seed));
      TrainingJob job = new TrainingJob();

      for (TrainingEvent event : events) {
        job.take(event, Window.HOUR);
        job = copy(job);
      }

      assertThat(job.shares(Window.HOUR, Long.MIN_VALUE).values())
          .as("seed %s, by number: %s", seed, byNumber)
          .extracting(share -> sum(share, "trained_tokens"))
          .containsExactly(500_000L, 300_000L);
      job.forgetEventsBefore(BEGINNING + 3 * HOUR, Window.HOUR);
      assertThat(copy(job).shares(Window.HOUR, Long.MIN_VALUE).values())
          .extracting(share -> sum(share, "trained_tokens"))
          .containsExactly(500_000L, 300_000L);
    }
  }

  /** As of the platform's report, where no event names an attempt. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void countsFromZeroAfterATotalFallsBelowHalf(long seed) throws IOException {
    List<TrainingEvent> events = new ArrayList<>();
    events.add(event(TrainingStep.STARTED, 0, CheckedFields.UNKNOWN));
    events.add(event(TrainingStep.PROGRESS, 20 * MINUTE, 500_000));
    events.add(event(TrainingStep.PROGRESS, 70 * MINUTE, 100_000));
    events.add(event(TrainingStep.SUCCEEDED, 110 * MINUTE, 300_000));
    Collections.shuffle(events, new Random(seed));
    TrainingJob job = new TrainingJob();

    for (TrainingEvent event : events) {
      job.take(event, Window.HOUR);
      job = copy(job);
    }

    assertThat(job.shares(Window.HOUR, Long.MIN_VALUE).values())
        .extracting(share -> sum(share, "trained_tokens"))
        .containsExactly(500_000L, 300_000L);
    job.forgetEventsBefore(BEGINNING + 90 * MINUTE, Window.HOUR);
    job = copy(job);
    job.forgetEventsBefore(BEGINNING + 3 * HOUR, Window.HOUR);
    assertThat(copy(job).shares(Window.HOUR, Long.MIN_VALUE).values())
        .extracting(share -> sum(share, "trained_tokens"))
        .containsExactly(500_000L, 300_000L);
  }

  @Test
  void namesTheAttemptThatAResetBegan() {
    TrainingJob job = new TrainingJob();
    take(job, TrainingStep.PROGRESS, 10 * MINUTE, 500);
    take(job, TrainingStep.PROGRESS, 20 * MINUTE, 100);
    job.forgetEventsBefore(BEGINNING + HOUR, Window.HOUR);
    job.take(attempt(event(TrainingStep.SUCCEEDED, 2 * HOUR, 400), true, 2), Window.HOUR);

    assertThat(job.shares(Window.HOUR, Long.MIN_VALUE).values().stream())
        .extracting(share -> sum(share, "trained_tokens"))
        .contains(600L, 300L);
  }

  /** The start is only reported late: it is the same attempt throughout. */
  @Test
  void anAttemptThatIsNamedLateIsTheOneBefore() {
    TrainingJob job = new TrainingJob();
    take(job, TrainingStep.PROGRESS, 10 * MINUTE, 400);
    job.forgetEventsBefore(BEGINNING + HOUR, Window.HOUR);
    job.take(attempt(event(TrainingStep.SUCCEEDED, 2 * HOUR, 900), false, 1), Window.HOUR);

    assertThat(job.shares(Window.HOUR, Long.MIN_VALUE).values().stream())
        .extracting(share -> sum(share, "trained_tokens"))
        .contains(400L, 500L);
  }

  @Test
  void theEndOfTheLastAttemptIsThatOfTheJob() {
    TrainingJob job = new TrainingJob();
    job.take(attempt(event(TrainingStep.SUCCEEDED, 3 * HOUR, 900), true, 2), Window.HOUR);
    job.take(attempt(event(TrainingStep.FAILED, HOUR, 500), true, 1), Window.HOUR);

    Map<Long, Aggregate> shares = job.shares(Window.HOUR, Long.MIN_VALUE);
    assertThat(shares.values().stream().mapToLong(share -> sum(share, "succeeded")).sum())
        .isEqualTo(1);
    assertThat(shares.values().stream().mapToLong(share -> sum(share, "failed")).sum()).isZero();
    assertThat(shares.values().stream().mapToLong(share -> sum(share, "trained_tokens")).sum())
        .isEqualTo(1_400);
  }

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

  /** A sender may name any moment, such as 0; each hour from then on would be a document. */
  @Test
  void spreadsRunTimeOverAYearAtMost() {
    TrainingJob job = new TrainingJob();
    TrainingEvent end = event(TrainingStep.FAILED, 0, 5);
    end.startedAt = 0;
    end.finishedAt = 1;
    job.take(end, Window.HOUR);

    Map<Long, Aggregate> shares = job.shares(Window.HOUR, Long.MIN_VALUE);
    long year = TrainingJob.MAX_NAMED_BEFORE;
    assertThat(shares.keySet()).containsExactlyInAnyOrder(BEGINNING - year, BEGINNING);
    TrainingJob running = new TrainingJob();
    TrainingEvent progress = event(TrainingStep.PROGRESS, 0, 5);
    progress.startedAt = 0;
    running.take(progress, Window.HOUR);
    assertThat(running.shares(Window.HOUR, Long.MIN_VALUE)).hasSize((int) (year / HOUR) + 1);
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

  private static TrainingEvent attempt(TrainingEvent event, boolean byNumber, int attempt) {
    if (byNumber) {
      event.attempt = attempt;
    } else {
      event.startedAt = BEGINNING + attempt * MINUTE;
    }
    return event;
  }

  @Test
  void anEventThatComesAgainIsKnown() {
    TrainingJob job = new TrainingJob();

    assertThat(take(job, TrainingStep.STARTED, 0, 0)).isTrue();
    assertThat(take(job, TrainingStep.STARTED, 0, 0)).isFalse();
    assertThat(take(job, TrainingStep.FAILED, HOUR, 0)).isTrue();
    assertThat(take(job, TrainingStep.SUCCEEDED, HOUR, 0)).isFalse();
  }

  /** The earliest event with a text counts, in any order of arrival. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theEarliestTextCountsInAnyOrder(long seed) {
    List<TrainingEvent> events = new ArrayList<>();
    events.add(event(TrainingStep.STARTED, 0, 0));
    events.add(named(event(TrainingStep.PROGRESS, MINUTE, 10), "ada", null));
    events.add(named(event(TrainingStep.PROGRESS, 2 * MINUTE, 20), "bob", "lora"));
    events.add(named(event(TrainingStep.PROGRESS, 3 * MINUTE, 30), null, "full"));
    Collections.shuffle(events, new Random(seed));
    TrainingJob job = new TrainingJob();

    events.forEach(event -> job.take(event, Window.HOUR));

    assertThat(job.group()).isEqualTo(DimensionKey.of("t", "ada", null, "lora"));
  }

  /** Changes that are handed on one by one add up to what the whole says, in any order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void changesAddUpInAnyOrder(long seed) {
    Random random = new Random(seed);
    List<TrainingEvent> events = new ArrayList<>();
    long standing = 0;
    long time = 0;
    events.add(event(TrainingStep.STARTED, 0, 0));
    for (int i = 0; i < 30; i++) {
      time += random.nextInt(40) * MINUTE;
      standing += random.nextInt(1000);
      events.add(event(TrainingStep.PROGRESS, time, standing));
    }
    events.add(event(TrainingStep.SUCCEEDED, time + MINUTE, standing));
    TrainingJob inOrder = new TrainingJob();
    events.stream()
        .sorted(Comparator.comparingLong(event -> event.eventTime))
        .forEach(event -> inOrder.take(event, Window.HOUR));
    Collections.shuffle(events, random);

    Map<Long, Aggregate> sums = new TreeMap<>();
    TrainingJob job = new TrainingJob();
    Map<Long, Aggregate> before = Map.of();
    for (TrainingEvent event : events) {
      job.take(event, Window.HOUR);
      Map<Long, Aggregate> after = job.shares(Window.HOUR, Long.MIN_VALUE);
      for (Long window : union(before, after)) {
        TrainingAggregation.change(
            before.get(window),
            after.get(window),
            sums.computeIfAbsent(window, at -> new Aggregate(TrainingAggregation.LAYOUT)),
            true);
      }
      before = after;
    }

    Map<Long, Aggregate> expected = inOrder.shares(Window.HOUR, Long.MIN_VALUE);
    long tokens = 0;
    for (Map.Entry<Long, Aggregate> share : expected.entrySet()) {
      Aggregate sum = sums.get(share.getKey());
      assertThat(sum(sum, "trained_tokens"))
          .isEqualTo(sum(share.getValue(), "trained_tokens"))
          .isNotNegative();
      assertThat(sum(sum, "run_time_ms")).isEqualTo(sum(share.getValue(), "run_time_ms"));
      assertThat(sum(sum, "jobs")).isEqualTo(sum(share.getValue(), "jobs"));
      assertThat(sum.events()).isGreaterThanOrEqualTo(share.getValue().events());
      tokens += sum(sum, "trained_tokens");
    }
    assertThat(tokens).isEqualTo(standing);
  }

  private static long sum(Aggregate share, String field) {
    return share.sum(TrainingAggregation.LAYOUT.findSum(field));
  }

  private static TrainingJob copy(TrainingJob job) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    job.writeTo(new DataOutputStream(bytes));
    TrainingJob copy = new TrainingJob();
    copy.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), true, true);
    return copy;
  }

  private static List<Long> union(Map<Long, Aggregate> before, Map<Long, Aggregate> after) {
    List<Long> windows = new ArrayList<>(before.keySet());
    after.keySet().stream().filter(at -> !before.containsKey(at)).forEach(windows::add);
    return windows;
  }

  private static boolean take(TrainingJob job, TrainingStep step, long after, long tokens) {
    return job.take(event(step, after, tokens), Window.HOUR);
  }

  private static TrainingEvent named(TrainingEvent event, String user, String method) {
    event.userId = user;
    event.method = method;
    return event;
  }

  private static TrainingEvent event(TrainingStep step, long after, long tokens) {
    TrainingEvent event = new TrainingEvent();
    event.tenantId = "t";
    event.jobId = "j";
    event.step = step;
    event.eventTime = BEGINNING + after;
    event.trainedTokens = tokens;
    return event;
  }
}
