/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.hourly;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as documents show them. */
public final class HourText {

  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private HourText() {}

  /** The minute as {@code 20261122T1000}, in UTC; for ids. */
  public static String compact(long epochMillis) {
    return COMPACT.format(Instant.ofEpochMilli(epochMillis));
  }

  /** RFC 3339 in UTC, for example {@code 2026-11-22T10:00:00Z}. */
  public static String rfc3339(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }
}
