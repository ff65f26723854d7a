/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Retries;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: doubling, never over the longest, each shortened by up to a half at
 * random so that many writers do not come back at the same moment.
 */
final class BackOff {

  private final long firstMillis;
  private final long maxMillis;
  private final RandomGenerator random;
  private long currentMillis;

  BackOff(Retries retries, RandomGenerator random) {
    this.firstMillis = retries.firstDelay().toMillis();
    this.maxMillis = retries.maxDelay().toMillis();
    this.random = random;
    this.currentMillis = firstMillis;
  }

  /** The next pause in milliseconds, at least one. */
  long next() {
    long full = currentMillis;
    currentMillis = Math.min(maxMillis, full * 2);
    return Math.max(1, full - random.nextLong(full / 2 + 1));
  }

  /** After progress: begins with the shortest pause again. */
  void reset() {
    currentMillis = firstMillis;
  }
}
