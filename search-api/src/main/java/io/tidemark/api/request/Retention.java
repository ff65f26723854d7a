/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Which days are served: today and the 29 UTC days before it. */
public final class Retention {

  /** Days served, today included; as in the lifecycle policy. */
  public static final int DAYS = 30;

  /** Days for which daily documents are kept, as in their lifecycle policy. */
  public static final int DAILY_DAYS = 400;

  private Retention() {}

  /** The first day that is served. */
  public static LocalDate firstDay(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS - 1L);
  }

  /** The first day whose daily documents are kept. */
  public static LocalDate firstDailyDay(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAILY_DAYS);
  }

  /** The start of the first day that is served. */
  public static Instant start(Clock clock) {
    return firstDay(clock).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
