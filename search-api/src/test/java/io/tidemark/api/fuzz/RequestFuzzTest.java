/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.RandomSeed;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Holds what {@code bin/fuzz} runs for minutes to a moment of random input. */
@Tag("fast")
class RequestFuzzTest {

  private static final int INPUTS = 2_000;
  private static final int LONGEST = 40;

  /** The fuzzer silences all loggers of the JVM, which later tests share. */
  @AfterAll
  static void restoreLogLevel() {
    LoggingSystem.get(RequestFuzzTest.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
  }

  @Test
  void everyInputEndsInASearchOrARefusalThatSaysWhy() {
    long seed = RandomSeed.SEED;
    Random random = new Random(seed);
    int searched = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = new byte[1 + random.nextInt(LONGEST)];
      random.nextBytes(input);
      searched += reachesTheSearch(input, "seed " + seed + ", input " + i) ? 1 : 0;
    }

    assertThat(searched).isBetween(1, INPUTS - 1);
  }

  private static boolean reachesTheSearch(byte[] input, String which) {
    try {
      return RequestFuzz.reachesTheSearch(input);
    } catch (AssertionError fault) {
      throw new AssertionError(which, fault);
    }
  }
}
