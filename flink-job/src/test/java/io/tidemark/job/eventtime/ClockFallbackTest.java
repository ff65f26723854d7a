/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.eventtime;

import static io.tidemark.job.eventtime.ClockFallback.Step.ASK_END;
import static io.tidemark.job.eventtime.ClockFallback.Step.HEARTBEAT;
import static io.tidemark.job.eventtime.ClockFallback.Step.NOTHING;
import static io.tidemark.job.eventtime.ClockFallback.Step.PROBE_TAIL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ClockFallbackTest {

  private static final long IDLE_AFTER = 30_000;

  private final ClockFallback fallback = new ClockFallback(IDLE_AFTER, 0);

  @Test
  void waitsForASilenceThenAsksThenBeats() {
    assertThat(fallback.look(29_999, 7)).isEqualTo(NOTHING);
    assertThat(fallback.look(30_000, 7)).isEqualTo(ASK_END);
    assertThat(fallback.look(31_000, 7)).as("no second question").isEqualTo(NOTHING);
    fallback.end(31_500, 7);
    assertThat(fallback.look(31_500, 7)).isEqualTo(HEARTBEAT);
    assertThat(fallback.provenTime()).as("when it was asked").isEqualTo(30_000);
    assertThat(fallback.look(32_000, 7)).as("goes on asking").isEqualTo(ASK_END);
  }

  @Test
  void asksOnceASecondHoweverOftenItIsLookedAt() {
    int questions = 0;
    for (long now = 30_000; now < 60_000; now++) {
      if (fallback.look(now, 7) == ASK_END) {
        questions++;
        fallback.end(now, 7);
      }
    }

    assertThat(questions).isEqualTo(30);
  }

  @Test
  void anEventBeginsAnotherSilence() {
    fallback.event();
    assertThat(fallback.look(30_000, 7)).isEqualTo(NOTHING);
    assertThat(fallback.look(59_999, 7)).isEqualTo(NOTHING);
    assertThat(fallback.look(60_000, 7)).isEqualTo(ASK_END);
  }

  @Test
  void anEventMakesAnAnswerOnItsWayWorthless() {
    assertThat(fallback.look(30_000, 7)).isEqualTo(ASK_END);
    fallback.event();
    assertThat(fallback.look(30_500, 8)).isEqualTo(NOTHING);
    fallback.end(30_600, 7);
    assertThat(fallback.look(30_600, 8)).isEqualTo(NOTHING);
    assertThat(fallback.look(60_500, 8)).as("asks again").isEqualTo(ASK_END);
  }

  @Test
  void doesNotBeatWhileRecordsWait() {
    fallback.look(30_000, 7);
    fallback.end(30_000, 9);
    assertThat(fallback.look(30_000, 7)).as("stands still before the end").isEqualTo(PROBE_TAIL);
    fallback.recordsLeft();
    assertThat(fallback.look(31_000, 7)).isEqualTo(ASK_END);
    fallback.end(31_000, 9);
    assertThat(fallback.look(31_000, 8)).as("moves on").isEqualTo(NOTHING);
    assertThat(fallback.look(32_000, 9)).isEqualTo(HEARTBEAT);
    assertThat(fallback.provenTime()).isEqualTo(31_000);
  }

  @Test
  void beatsWhenNothingButMarksAreLeft() {
    fallback.look(30_000, 7);
    fallback.end(30_000, 9);
    assertThat(fallback.look(30_000, 7)).isEqualTo(PROBE_TAIL);
    assertThat(fallback.knownEnd()).isEqualTo(9);
    fallback.nothingLeft();
    assertThat(fallback.look(30_100, 9)).isEqualTo(HEARTBEAT);
  }

  @Test
  void probesAPartitionOfWhichNothingWasReadYet() {
    fallback.look(30_000, -2);
    fallback.end(30_000, 0);
    assertThat(fallback.look(30_000, -2)).isEqualTo(PROBE_TAIL);
  }

  @Test
  void givesProducersASilenceAfterABrokerWasAway() {
    fallback.look(30_000, 7);
    fallback.unanswered();
    assertThat(fallback.look(31_000, 7)).isEqualTo(ASK_END);
    fallback.unanswered();
    assertThat(fallback.look(90_000, 7)).isEqualTo(ASK_END);
    fallback.end(90_000, 7);
    assertThat(fallback.look(90_000, 7)).as("they are only now able to send").isEqualTo(NOTHING);
    assertThat(fallback.look(119_999, 7)).isEqualTo(NOTHING);
    assertThat(fallback.look(120_000, 7)).isEqualTo(ASK_END);
  }

  @Test
  void refusedRecordsAreSilence() {
    // Positions move all the time, but no event is accepted.
    assertThat(fallback.look(30_000, 1_000)).isEqualTo(ASK_END);
    fallback.end(30_010, 1_003);
    assertThat(fallback.look(30_010, 1_001)).isEqualTo(NOTHING);
    assertThat(fallback.look(31_010, 1_050)).isEqualTo(HEARTBEAT);
    assertThat(fallback.provenTime()).isEqualTo(30_000);
  }

  @Test
  void aClockThatWasSetBackBeginsAnotherSilence() {
    fallback.event();
    fallback.look(1_000_000, 7);
    assertThat(fallback.look(500_000, 7)).isEqualTo(NOTHING);
    assertThat(fallback.look(530_000, 7)).isEqualTo(ASK_END);
  }

  /** However records come, are read and answers travel: no heartbeat overtakes a record. */
  @Test
  void neverOvertakesARecordThatWasThere() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      long[] arrivals = new long[40];
      for (int i = 1; i < arrivals.length; i++) {
        arrivals[i] = arrivals[i - 1] + random.nextInt(random.nextBoolean() ? 10 : 60_000);
      }
      check(arrivals, random, "seed " + seed + ", run " + run);
    }
  }

  private static void check(long[] arrivals, Random random, String what) {
    ClockFallback rule = new ClockFallback(IDLE_AFTER, 0);
    int position = 0;
    long answer = -1;
    boolean probing = false;
    for (long now = 0; now < arrivals[arrivals.length - 1] + 200_000; now += 500) {
      int there = countUpTo(arrivals, now);
      if (position < there && random.nextInt(40) == 0) {
        position += 1 + random.nextInt(there - position);
        if (random.nextInt(4) > 0) {
          rule.event();
        }
      }
      if (answer >= 0 && random.nextInt(3) == 0) {
        reply(rule, now, answer, position, probing, random);
        answer = -1;
      }
      switch (rule.look(now, position)) {
        case ASK_END -> {
          answer = there;
          probing = false;
        }
        case PROBE_TAIL -> {
          answer = there;
          probing = true;
        }
        case HEARTBEAT ->
            assertThat(position)
                .as("%s: heartbeat of %d", what, rule.provenTime())
                .isGreaterThanOrEqualTo(countUpTo(arrivals, rule.provenTime()));
        case NOTHING -> {}
      }
    }
  }

  private static void reply(
      ClockFallback rule, long now, long end, int position, boolean probing, Random random) {
    if (random.nextInt(10) == 0) {
      rule.unanswered();
    } else if (!probing) {
      rule.end(now, end);
    } else if (position < end) {
      rule.recordsLeft();
    } else {
      rule.nothingLeft();
    }
  }

  private static int countUpTo(long[] arrivals, long time) {
    int count = 0;
    while (count < arrivals.length && arrivals[count] <= time) {
      count++;
    }
    return count;
  }
}
