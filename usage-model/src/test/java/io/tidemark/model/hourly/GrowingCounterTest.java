/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

@Tag("fast")
class GrowingCounterTest {

  private static final long HOUR = 3_600_000;
  private static final int HOURS = 20;
  private static final int OPEN = 5;

  /** Standings step back and come late, as far as windows are open. */
  @RepeatedTest(20)
  void growsByTheSameWithFoldedWindows() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    GrowingCounter whole = new GrowingCounter();
    GrowingCounter folded = new GrowingCounter();
    for (int hour = OPEN; hour < HOURS; hour++) {
      long firstOpen = (hour - OPEN) * HOUR;
      for (int i = 0; i < 3; i++) {
        long window = firstOpen + random.nextInt(OPEN) * HOUR;
        long standing = hour * 10L + random.nextInt(50);
        whole.reportStanding(window, standing);
        folded.reportStanding(window, standing);
      }
      folded.foldBefore(firstOpen);

      assertThat(folded.size()).isLessThanOrEqualTo(OPEN + 1);
      assertThat(growthFrom(firstOpen, folded))
          .as("seed %d", seed)
          .isEqualTo(growthFrom(firstOpen, whole));
      assertThat(folded.highest()).isEqualTo(whole.highest());
    }
  }

  private static Map<Long, Long> growthFrom(long start, GrowingCounter counter) {
    return new TreeMap<>(counter.increments()).tailMap(start, true);
  }
}
