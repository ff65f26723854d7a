/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import java.time.Duration;

/** When parts that are folded leave without a checkpoint. Times are milliseconds since 1970. */
final class FlushSchedule {

  private final long every;
  private long flushedAt;

  FlushSchedule(Duration every, long now) {
    this.every = every.toMillis();
    flushedAt = now;
  }

  /** When to look whether a flush is due. */
  long next() {
    return flushedAt + every;
  }

  /** Whether the last flush is long enough ago. */
  boolean isDue(long now) {
    // A clock that was set back would have to catch up first.
    flushedAt = Math.min(flushedAt, now);
    return now - flushedAt >= every;
  }

  void flushed(long now) {
    flushedAt = now;
  }
}
