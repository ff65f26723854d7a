/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.imports;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;

/** Times as tables write them. */
final class TraceTime {

  /** RFC 3339, with a space instead of the T, and with the zone left out: then it is UTC. */
  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd['T'][ ]HH:mm")
          .optionalStart()
          .appendPattern(":ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .toFormatter(java.util.Locale.ROOT);

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,19}(\\.[0-9]{1,9})?");

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** From here on an integer since 1970 is no longer in seconds, milliseconds, microseconds. */
  private static final long MILLIS_FROM = 100_000_000_000L;

  private static final long MICROS_FROM = 100_000_000_000_000L;
  private static final long NANOS_FROM = 100_000_000_000_000_000L;

  private TraceTime() {}

  /**
   * Reads one time.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Instant parseTime(String text) {
    if (NUMBER.matcher(text).matches()) {
      return sinceEpoch(new BigDecimal(text));
    }
    try {
      TemporalAccessor time = TEXT.parse(text);
      ZoneOffset offset =
          time.isSupported(ChronoField.OFFSET_SECONDS) ? ZoneOffset.from(time) : ZoneOffset.UTC;
      return LocalDateTime.from(time).toInstant(offset);
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException(text, wrong);
    }
  }

  private static Instant sinceEpoch(BigDecimal number) {
    long whole = number.longValue();
    if (number.scale() > 0 || whole < MILLIS_FROM) {
      long nanos = number.remainder(BigDecimal.ONE).movePointRight(9).longValue();
      return Instant.ofEpochSecond(whole, nanos);
    }
    if (whole < MICROS_FROM) {
      return Instant.ofEpochMilli(whole);
    }
    if (whole < NANOS_FROM) {
      return Instant.ofEpochSecond(whole / 1_000_000, whole % 1_000_000 * 1_000);
    }
    return Instant.ofEpochSecond(whole / NANOS_PER_SECOND, whole % NANOS_PER_SECOND);
  }
}
