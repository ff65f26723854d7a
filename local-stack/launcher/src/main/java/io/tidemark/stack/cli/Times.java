/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.cli;

import io.tidemark.stack.StackException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and instants as commands take them. */
final class Times {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([smhd])");

  private Times() {}

  /**
   * Reads {@code 30s}, {@code 5m}, {@code 8h} or {@code 7d}.
   *
   * @throws StackException for anything else
   */
  static Duration parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new StackException(
          "invalid duration '" + text + "': use for example 30s, 5m, 8h or 7d");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** Whether a time is {@code now} or {@code now-3d}. */
  static boolean isRelative(String text) {
    return text.startsWith("now");
  }

  /**
   * Reads {@code now}, {@code now-3d} or RFC 3339.
   *
   * @throws StackException for anything else
   */
  static Instant parseInstant(String text, Instant now) {
    if (text.equals("now")) {
      return now;
    }
    if (text.startsWith("now-")) {
      return now.minus(parseDuration(text.substring("now-".length())));
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException wrong) {
      throw new StackException(
          "invalid time '" + text + "': use now, now-3d or 2026-01-31T18:15:46Z", wrong);
    }
  }
}
