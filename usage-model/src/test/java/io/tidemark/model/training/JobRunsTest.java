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

import io.tidemark.model.hourly.Window;
import io.tidemark.model.parsing.CheckedFields;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that is resumed after its end runs again: the time between is no run time. */
@Tag("fast")
class JobRunsTest {

  /** Bytes of a job with the ends, attempts and moments that are kept. */
  private static final int SMALL_STATE = 60_000;

  private static final List<TrainingStep> ENDS =
      List.of(TrainingStep.SUCCEEDED, TrainingStep.FAILED, TrainingStep.CANCELLED);

  /** How events of a job name the attempt. */
  private enum Naming {
    NONE,
    NUMBER,
    START,
    START_OF_JOB
  }

  @Test
  void runsAgainFromTheFirstEventAfterItsEnd() throws IOException {
    TrainingJob job = new TrainingJob();
    take(job, TrainingStep.STARTED, 0, 0);
    take(job, TrainingStep.FAILED, 10 * MINUTE, 0);
    take(job, TrainingStep.PROGRESS, 2 * HOUR + 30 * MINUTE, 0);
    job = copy(job);
    take(job, TrainingStep.PROGRESS, 4 * HOUR + 5 * MINUTE, 0);

    assertThat(runTimes(job)).isEqualTo(hours(0, 10, 2, 30, 3, 60, 4, 5));
    assertThat(ends(job)).isEqualTo(Map.of(BEGINNING, "failed"));

    take(job, TrainingStep.SUCCEEDED, 5 * HOUR + 20 * MINUTE, 0);

    assertThat(runTimes(copy(job))).isEqualTo(hours(0, 10, 2, 30, 3, 60, 4, 60, 5, 20));
    assertThat(ends(job)).isEqualTo(Map.of(BEGINNING + 5 * HOUR, "succeeded"));
  }

  @Test
  void doesNotRunAgainByALateEventFromBeforeItsEnd() {
    TrainingJob job = new TrainingJob();
    take(job, TrainingStep.STARTED, 0, 0);
    take(job, TrainingStep.FAILED, 70 * MINUTE, 0);
    take(job, TrainingStep.PROGRESS, 50 * MINUTE, 0);
    take(job, TrainingStep.PROGRESS, 70 * MINUTE, 0);

    assertThat(runTimes(job)).isEqualTo(hours(0, 60, 1, 10));
    assertThat(take(job, TrainingStep.FAILED, 90 * MINUTE, 0)).isTrue();
    assertThat(runTimes(job)).as("the end is reported again").isEqualTo(hours(0, 60, 1, 10));
    assertThat(ends(job)).isEqualTo(Map.of(BEGINNING + HOUR, "failed"));
  }

  /** The platform reports the failure of the first attempt again while the second one runs. */
  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void goesOnAfterALateEndOfAnEarlierAttempt(boolean byNumber, boolean isFirstKnown) {
    TrainingJob job = new TrainingJob();
    job.take(attempt(event(TrainingStep.STARTED, 0, 0), byNumber, 0), Window.HOUR);
    if (isFirstKnown) {
      job.take(attempt(event(TrainingStep.FAILED, 10 * MINUTE, 0), byNumber, 0), Window.HOUR);
    }
    job.take(attempt(event(TrainingStep.STARTED, 120 * MINUTE, 0), byNumber, 120), Window.HOUR);
    job.take(attempt(event(TrainingStep.FAILED, 150 * MINUTE, 700), byNumber, 0), Window.HOUR);
    take(job, TrainingStep.PROGRESS, 180 * MINUTE, 600);

    assertThat(runTimes(job))
        .isEqualTo(isFirstKnown ? hours(0, 10, 2, 60) : hours(0, 60, 1, 60, 2, 60));
    assertThat(ends(job)).isEqualTo(isFirstKnown ? Map.of(BEGINNING, "failed") : Map.of());
    assertThat(tokens(job)).as("of two attempts").isEqualTo(1_300);

    job.take(attempt(event(TrainingStep.SUCCEEDED, 200 * MINUTE, 800), byNumber, 120), Window.HOUR);
    assertThat(ends(job)).isEqualTo(Map.of(BEGINNING + 3 * HOUR, "succeeded"));
    assertThat(tokens(job)).isEqualTo(1_500);
  }

  /** Many platforms report whole seconds, and start a job again in the second of its failure. */
  @Test
  void runsAgainFromAStartAtTheMomentOfItsEnd() {
    TrainingJob job = new TrainingJob();
    take(job, TrainingStep.STARTED, 0, 0);
    take(job, TrainingStep.STARTED, 10 * MINUTE, 0);
    take(job, TrainingStep.FAILED, 10 * MINUTE, 0);
    take(job, TrainingStep.SUCCEEDED, 130 * MINUTE, 0);

    assertThat(runTimes(job)).isEqualTo(hours(0, 60, 1, 60, 2, 10));
    assertThat(ends(job)).isEqualTo(Map.of(BEGINNING + 2 * HOUR, "succeeded"));
  }

  @Test
  void doesNotRunAgainByTheStartOfAJobThatFailedAtOnce() {
    TrainingJob job = new TrainingJob();
    take(job, TrainingStep.STARTED, 0, 0);
    take(job, TrainingStep.FAILED, 0, 0);
    take(job, TrainingStep.FAILED, HOUR, 0);

    assertThat(runTimes(job)).isEmpty();
    assertThat(ends(job)).isEqualTo(Map.of(BEGINNING, "failed"));
  }

  /** Windows of the first run are closed when the second end comes. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void runsAgainAfterItsWindowsAreClosed(boolean isResumedBefore) throws IOException {
    TrainingJob job = new TrainingJob();
    take(job, TrainingStep.STARTED, 0, 0);
    take(job, TrainingStep.FAILED, 10 * MINUTE, 0);
    if (isResumedBefore) {
      take(job, TrainingStep.PROGRESS, 90 * MINUTE, 0);
    }
    fold(job, 2 * HOUR);
    assertThat(take(job, TrainingStep.FAILED, 10 * MINUTE, 0)).as("again").isFalse();
    job = copy(job);
    take(job, TrainingStep.PROGRESS, 150 * MINUTE, 0);
    take(job, TrainingStep.SUCCEEDED, 180 * MINUTE, 0);

    long open = BEGINNING + 2 * HOUR;
    assertThat(runTimes(job, open)).isEqualTo(isResumedBefore ? hours(2, 60) : hours(2, 30));
    assertThat(ends(job, open)).isEqualTo(Map.of(BEGINNING + 3 * HOUR, "succeeded"));
  }

  /** A platform reports all jobs with every poll. */
  @Test
  void countsAnEndOnceThatIsReportedForDays() {
    TrainingJob job = new TrainingJob();
    take(job, TrainingStep.STARTED, 0, 0);
    int ends = 0;
    for (int minute = 10; minute < 72 * 60; minute++) {
      long open = BEGINNING + Math.max(0, minute / 60 - 25) * HOUR;
      job.foldWindowsBefore(open);
      Map<Long, String> before = ends(job, open);
      take(job, TrainingStep.SUCCEEDED, minute * MINUTE, CheckedFields.UNKNOWN);
      ends += ends(job, open).equals(before) ? 0 : 1;
    }

    assertThat(ends).isEqualTo(1);
    assertThat(runTimes(job, BEGINNING + 46 * HOUR)).isEmpty();
  }

  /** A job on machines that are taken away every half hour, for a year, as a rebuild reads it. */
  @Test
  void sumsUpAnyNumberOfRunsExactlyInSmallState() throws IOException {
    TrainingJob job = new TrainingJob();
    Map<Long, Long> expected = new TreeMap<>();
    for (int i = 0; i < 2 * 8_760; i++) {
      long time = i * 30L * MINUTE;
      take(job, TrainingStep.STARTED, time + MINUTE, CheckedFields.UNKNOWN);
      take(job, TrainingStep.PROGRESS, time + 10 * MINUTE, CheckedFields.UNKNOWN);
      take(job, TrainingStep.FAILED, time + 28 * MINUTE, CheckedFields.UNKNOWN);
      expected.merge(Window.HOUR.startOf(BEGINNING + time), 27 * MINUTE, Long::sum);
      job = i % 1_000 == 0 ? copy(job) : job;
    }

    assertThat(runTimes(copy(job))).isEqualTo(expected);
    fold(job, 8_760 * HOUR);
    assertThat(countBytes(job)).isLessThan(SMALL_STATE);
  }

  /** The run after an end that comes behind more reports than are kept begins near its time. */
  @Test
  void keepsTheTimesOfManyReportsNearly() throws IOException {
    TrainingJob job = new TrainingJob();
    for (int second = 0; second <= 4 * 3_600; second++) {
      take(job, TrainingStep.PROGRESS, second * 1_000L, CheckedFields.UNKNOWN);
    }
    assertThat(runTimes(copy(job))).isEqualTo(hours(0, 60, 1, 60, 2, 60, 3, 60));

    take(job, TrainingStep.FAILED, 30 * MINUTE + 500, CheckedFields.UNKNOWN);

    assertThat(runTimes(job).get(BEGINNING)).isBetween(59 * MINUTE, HOUR - 500);
    assertThat(runTimes(job)).containsAllEntriesOf(hours(1, 60, 2, 60, 3, 60));
  }

  /** Any sender may write ends at any moment, in any order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void keepsBoundedStateOfEndsInAnyOrder(long seed) throws IOException {
    Random random = new Random(seed);
    TrainingJob job = new TrainingJob();
    for (int i = 0; i < 20_000; i++) {
      TrainingStep step = choose(random, List.of(TrainingStep.values()));
      TrainingEvent event = event(step, random.nextInt((int) HOUR), CheckedFields.UNKNOWN);
      event.attempt = random.nextInt(3) == 0 ? random.nextInt(1_000) : CheckedFields.UNKNOWN;
      job.take(event, Window.HOUR);
    }

    assertThat(runTimes(job).get(BEGINNING)).isBetween(0L, HOUR);
    job.forgetEventsBefore(BEGINNING + HOUR, Window.HOUR);
    assertThat(countBytes(job)).isLessThan(SMALL_STATE);
  }

  /** Against a walk over the events in the order of time. */
  @ParameterizedTest
  @EnumSource(Naming.class)
  void countsTheSameInAnyOrder(Naming naming) throws IOException {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Map<Long, Long> expected = new TreeMap<>();
      Map<Long, String> ends = new TreeMap<>();
      List<TrainingEvent> events = createRuns(naming, random, expected, ends);
      Collections.shuffle(events, random);
      TrainingJob job = new TrainingJob();
      for (TrainingEvent event : events) {
        assertThat(job.take(event, Window.HOUR)).isTrue();
        assertThat(job.take(event, Window.HOUR)).as("again").isFalse();
        job = random.nextInt(3) == 0 ? copy(job) : job;
      }

      assertThat(runTimes(job)).as("seed %d", seed).isEqualTo(expected);
      assertThat(ends(job)).as("seed %d", seed).isEqualTo(ends);
    }
  }

  private static List<TrainingEvent> createRuns(
      Naming naming, Random random, Map<Long, Long> expected, Map<Long, String> ends) {
    List<TrainingEvent> events = new ArrayList<>();
    Moments moments = new Moments(random);
    int runs = 1 + random.nextInt(4);
    for (int run = 1; run <= runs; run++) {
      long begin = moments.next(HOUR);
      Attempt attempt = new Attempt(naming, run, begin, events);
      attempt.add(TrainingStep.STARTED, begin);
      for (int i = random.nextInt(5); i > 0; i--) {
        attempt.add(TrainingStep.PROGRESS, moments.next(HOUR));
        if (run > 1 && (naming == Naming.NUMBER || naming == Naming.START)) {
          events.add(copyOf(events.get(0), TrainingStep.CANCELLED, moments.next(MINUTE)));
          attempt.add(TrainingStep.PROGRESS, moments.next(MINUTE));
        }
      }
      boolean isEnded = run < runs || random.nextBoolean();
      if (isEnded) {
        TrainingStep end = choose(random, ENDS);
        attempt.add(end, moments.next(HOUR));
        ends.clear();
        ends.put(
            Window.HOUR.startOf(BEGINNING + moments.last), end.name().toLowerCase(Locale.ROOT));
      }
      addRun(begin, moments.last, expected);
      if (isEnded && random.nextBoolean()) {
        attempt.add(TrainingStep.FAILED, moments.next(HOUR));
      }
    }
    return events;
  }

  private static TrainingStep choose(Random random, List<TrainingStep> steps) {
    return steps.get(random.nextInt(steps.size()));
  }

  private static final class Moments {
    private final Random random;
    private long last;

    Moments(Random random) {
      this.random = random;
    }

    long next(long within) {
      last += 1 + random.nextInt((int) within);
      return last;
    }
  }

  private record Attempt(Naming naming, int run, long begin, List<TrainingEvent> events) {

    void add(TrainingStep step, long time) {
      TrainingEvent event = event(step, time, CheckedFields.UNKNOWN);
      switch (naming) {
        case NUMBER -> event.attempt = run;
        case START -> event.startedAt = BEGINNING + begin;
        case START_OF_JOB ->
            event.startedAt = events.isEmpty() ? event.eventTime : events.get(0).eventTime;
        case NONE -> {}
      }
      events.add(event);
    }
  }

  private static TrainingEvent copyOf(TrainingEvent first, TrainingStep step, long time) {
    TrainingEvent event = event(step, time, CheckedFields.UNKNOWN);
    event.attempt = first.attempt;
    event.startedAt = first.startedAt;
    return event;
  }

  private static void addRun(long begin, long end, Map<Long, Long> times) {
    long at = begin;
    while (at < end) {
      long until = Math.min(end, Window.HOUR.endOf(BEGINNING + at) - BEGINNING);
      times.merge(Window.HOUR.startOf(BEGINNING + at), until - at, Long::sum);
      at = until;
    }
  }

  private static Map<Long, Long> runTimes(TrainingJob job) {
    return runTimes(job, Long.MIN_VALUE);
  }

  private static Map<Long, Long> runTimes(TrainingJob job, long from) {
    Map<Long, Long> times = new TreeMap<>();
    job.shares(Window.HOUR, from)
        .forEach((start, share) -> times.put(start, sum(share, "run_time_ms")));
    times.values().removeIf(time -> time == 0);
    return times;
  }

  private static Map<Long, String> ends(TrainingJob job) {
    return ends(job, Long.MIN_VALUE);
  }

  private static Map<Long, String> ends(TrainingJob job, long from) {
    Map<Long, String> ends = new TreeMap<>();
    job.shares(Window.HOUR, from)
        .forEach(
            (start, share) -> {
              for (String end : List.of("succeeded", "failed", "cancelled")) {
                if (sum(share, end) > 0) {
                  ends.put(start, end);
                }
              }
            });
    return ends;
  }

  private static long tokens(TrainingJob job) {
    return job.shares(Window.HOUR, Long.MIN_VALUE).values().stream()
        .mapToLong(share -> sum(share, "trained_tokens"))
        .sum();
  }

  private static void fold(TrainingJob job, long after) {
    job.forgetEventsBefore(BEGINNING + after, Window.HOUR);
    job.foldWindowsBefore(BEGINNING + after);
  }

  /** Minutes by the number of their hour. */
  static Map<Long, Long> hours(long... hoursAndMinutes) {
    Map<Long, Long> hours = new TreeMap<>();
    for (int i = 0; i < hoursAndMinutes.length; i += 2) {
      hours.put(BEGINNING + hoursAndMinutes[i] * HOUR, hoursAndMinutes[i + 1] * MINUTE);
    }
    return hours;
  }

  private static int countBytes(TrainingJob job) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    job.writeTo(new DataOutputStream(bytes));
    return bytes.size();
  }
}
