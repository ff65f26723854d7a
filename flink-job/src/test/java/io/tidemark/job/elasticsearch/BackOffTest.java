/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Retries;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
final class BackOffTest {

  private static final Retries RETRIES =
      new Retries(Duration.ofMillis(100), Duration.ofMillis(1_000), Duration.ofMinutes(1));

  @Test
  void doublesToTheLongestAndShortensByHalfAtMost() {
    long seed = System.nanoTime();
    BackOff backOff = new BackOff(RETRIES, new Random(seed));
    for (long full : new long[] {100, 200, 400, 800, 1_000, 1_000}) {
      assertThat(backOff.next()).as("seed %d", seed).isBetween(full / 2, full);
    }
    backOff.reset();
    assertThat(backOff.next()).as("seed %d", seed).isBetween(50L, 100L);
  }

  @Test
  void isNeverNothing() {
    Retries shortest =
        new Retries(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(1));
    BackOff backOff = new BackOff(shortest, new Random(1));
    for (int i = 0; i < 100; i++) {
      assertThat(backOff.next()).isEqualTo(1);
    }
  }
}
