/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.channels.ChannelType.RateWindow;
import io.tidemark.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits of receivers over several instances. */
@Tag("fast")
class ReceiverLimitsTest {

  private static final List<RateWindow> TWO_WINDOWS =
      List.of(new RateWindow(2, 1), new RateWindow(3, 60));

  private final ChannelSample.MemorySendTimes times = new ChannelSample.MemorySendTimes();
  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-12T12:00:00Z"));
  private final ReceiverLimits one = new ReceiverLimits(times, clock);
  private final ReceiverLimits other = new ReceiverLimits(times, clock);

  @Test
  void countsMessagesOfAllInstancesInEveryWindow() {
    assertThat(one.acquireSlot("robot", TWO_WINDOWS)).isEmpty();
    assertThat(other.acquireSlot("robot", TWO_WINDOWS)).isEmpty();
    assertThat(one.acquireSlot("robot", TWO_WINDOWS)).contains(Duration.ofSeconds(1));

    clock.advanceBy(Duration.ofSeconds(1));
    assertThat(one.acquireSlot("robot", TWO_WINDOWS)).isEmpty();
    assertThat(other.acquireSlot("robot", TWO_WINDOWS)).contains(Duration.ofSeconds(59));
    assertThat(other.acquireSlot("another", TWO_WINDOWS)).isEmpty();
  }

  @Test
  void timesOfAClockThatWasSetBackDelayNothing() {
    one.acquireSlot("robot", TWO_WINDOWS);
    one.acquireSlot("robot", TWO_WINDOWS);
    clock.advanceBy(Duration.ofHours(-8));

    assertThat(one.acquireSlot("robot", TWO_WINDOWS)).isEmpty();
  }

  @Test
  void neverLetsMoreThanTheLimitIntoAnyWindow() {
    Random random = new Random(11);
    List<RateWindow> windows = List.of(new RateWindow(20, 60));
    List<Instant> sent = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Optional<Duration> wait = (i % 2 == 0 ? one : other).acquireSlot("robot", windows);
      if (wait.isEmpty()) {
        sent.add(clock.instant());
      }
      clock.advanceBy(Duration.ofMillis(random.nextInt(2_000)));
    }

    assertThat(sent.size()).isGreaterThan(600);
    for (Instant start : sent) {
      assertThat(sent)
          .filteredOn(time -> !time.isBefore(start) && time.isBefore(start.plusSeconds(60)))
          .hasSizeLessThanOrEqualTo(20);
    }
  }
}
