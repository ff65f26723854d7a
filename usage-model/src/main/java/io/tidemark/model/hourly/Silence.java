/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Tells a workload that the job no longer computes from one that is late: it has reported no
 * progress for days, while others continued.
 */
public final class Silence {

  /** How long a workload may be silent while others report. */
  public static final Duration LIMIT = Duration.ofDays(3);

  private Silence() {}

  /**
   * Whether a workload is silent.
   *
   * @param report when it reported last
   * @param others when each of the workloads did, itself included or not
   */
  public static boolean isSilent(Instant report, Stream<Instant> others) {
    return others.anyMatch(other -> report.plus(LIMIT).isBefore(other));
  }
}
