/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When buckets of single entries are gone through; what they hold is tested on each backend. */
@Tag("fast")
class StoredIdsTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long ROUND = 6 * HOUR;
  private static final int ROUNDS = 10;

  private final StoredIds ids = new StoredIds(null, Duration.ofMillis(4 * ROUND), null);

  /** A restart does not see which timers there are, and must not set additional ones. */
  @RepeatedTest(20)
  void visitsEachBucketOncePerRound() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int bucket = random.nextInt(IdSpace.BUCKETS);
    long beginning = random.nextInt(500_000) * HOUR;
    TreeSet<Long> times = new TreeSet<>();
    for (long from = beginning; from < beginning + ROUNDS * ROUND; from += HOUR) {
      long due = ids.forgetAt(bucket, from);
      assertThat(due - from).as("seed %s", seed).isBetween(0L, ROUND - 1);
      times.add(due);
    }
    assertThat(times).as("seed %s", seed).hasSizeBetween(ROUNDS, ROUNDS + 1);
    assertThat(times.last() - times.first()).isEqualTo((times.size() - 1) * ROUND);
  }

  @Test
  void bucketsAreDueOneAfterAnother() {
    int half = IdSpace.BUCKETS / 2;
    assertThat(ids.forgetAt(half, 0) - ids.forgetAt(0, 0)).isEqualTo(ROUND / 2);
    assertThat(ids.forgetAt(1, 0)).isLessThan(ids.forgetAt(2, 0));
  }
}
