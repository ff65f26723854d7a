/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.cli;

import io.tidemark.archive.ArchiveException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long windows take late events, as the job's option says it. */
final class Lateness {

  static final String OPTION = "--lateness";
  static final String DEFAULT = "24h";

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private Lateness() {}

  /** The value among the arguments of a job, in both forms that it takes; else the default. */
  static String findInJob(List<String> arguments) {
    String found = DEFAULT;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(OPTION + "=")) {
        found = argument.substring(OPTION.length() + 1);
      } else if (argument.equals(OPTION) && i + 1 < arguments.size()) {
        found = arguments.get(i + 1);
      }
    }
    return found;
  }

  /**
   * Reads what the job reads: {@code 0}, {@code 500ms}, {@code 30m}, {@code 24h} or {@code 2d}.
   *
   * @throws ArchiveException for anything else
   */
  static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new ArchiveException(
          "invalid duration '" + text + "' of " + OPTION + ": use for example 30m, 24h or 2d");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
