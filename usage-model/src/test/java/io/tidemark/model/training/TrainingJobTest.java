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
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.Window;
import io.tidemark.model.parsing.CheckedFields;
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

  /** Each runs for a while after a pause; the second one of each three is killed without an end. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void attemptsRunFromTheirStartsToTheirEnds(long seed) throws IOException {
    Random random = new Random(seed);
    boolean byNumber = random.nextBoolean();
    List<TrainingEvent> events = new ArrayList<>();
    Map<Long, Long> expected = new TreeMap<>();
    int minute = 0;
    for (int attempt = 1; attempt <= 9; attempt++) {
      int start = minute + random.nextInt(90);
      int middle = start + 1 + random.nextInt(90);
      int end = middle + 1 + random.nextInt(90);
      int name = byNumber ? attempt : start;
      events.add(attempt(event(TrainingStep.STARTED, start * MINUTE, 0), byNumber, name));
      events.add(attempt(event(TrainingStep.PROGRESS, middle * MINUTE, 7), byNumber, name));
      TrainingStep last = attempt % 3 == 2 ? TrainingStep.PROGRESS : TrainingStep.FAILED;
      events.add(attempt(event(last, end * MINUTE, 9), byNumber, name));
      for (int ran = start; ran < end; ran++) {
        long window = Window.HOUR.startOf(BEGINNING + ran * MINUTE);
        expected.merge(window, MINUTE, Long::sum);
      }
      minute = end + 1;
    }
    Collections.shuffle(events, random);
    TrainingJob job = new TrainingJob();

    for (TrainingEvent event : events) {
      job.take(event, Window.HOUR);
      job = copy(job);
    }

    assertThat(runTimes(job, Long.MIN_VALUE)).as("seed %s", seed).isEqualTo(expected);
    long open = BEGINNING + 12 * HOUR;
    job.foldWindowsBefore(open);
    expected.keySet().removeIf(window -> window < open);
    assertThat(runTimes(copy(job), open)).isEqualTo(expected);

    // It may be of any attempt.
    take(job, TrainingStep.PROGRESS, minute * MINUTE, 10);
    assertThat(runTimes(copy(job), open).get(open)).isEqualTo(HOUR);
  }

  private static Map<Long, Long> runTimes(TrainingJob job, long from) {
    Map<Long, Long> runTimes = new TreeMap<>();
    job.shares(Window.HOUR, from)
        .forEach((window, share) -> runTimes.put(window, sum(share, "run_time_ms")));
    runTimes.values().removeIf(millis -> millis == 0);
    return runTimes;
  }

  @Test
  void anEventThatComesAgainIsKnown() {
    TrainingJob job = new TrainingJob();

    assertThat(take(job, TrainingStep.STARTED, 0, 0)).isTrue();
    assertThat(take(job, TrainingStep.STARTED, 0, 0)).isFalse();
    assertThat(take(job, TrainingStep.FAILED, HOUR, 0)).isTrue();
    assertThat(take(job, TrainingStep.SUCCEEDED, HOUR, 0)).isFalse();
  }

  @Test
  void keepsLaterSharesWhenWindowsAreFolded() throws IOException {
    TrainingJob job = new TrainingJob();
    take(job, TrainingStep.STARTED, 0, 0);
    take(job, TrainingStep.PROGRESS, HOUR, 1_000);
    take(job, TrainingStep.FAILED, 2 * HOUR, 1_500);
    long open = BEGINNING + 3 * HOUR;
    job.forgetEventsBefore(open, Window.HOUR);
    job.foldWindowsBefore(open);
    job = copy(job);
    take(job, TrainingStep.PROGRESS, 5 * HOUR, 1_800);

    Map<Long, Aggregate> shares = job.shares(Window.HOUR, open);
    assertThat(shares).containsOnlyKeys(BEGINNING + 5 * HOUR);
    assertThat(sum(shares.get(BEGINNING + 5 * HOUR), "trained_tokens")).isEqualTo(300);
    assertThat(shares.get(BEGINNING + 5 * HOUR).events()).isEqualTo(4);
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

  private static List<Long> union(Map<Long, Aggregate> before, Map<Long, Aggregate> after) {
    List<Long> windows = new ArrayList<>(before.keySet());
    after.keySet().stream().filter(at -> !before.containsKey(at)).forEach(windows::add);
    return windows;
  }

  private static TrainingEvent named(TrainingEvent event, String user, String method) {
    event.userId = user;
    event.method = method;
    return event;
  }
}
