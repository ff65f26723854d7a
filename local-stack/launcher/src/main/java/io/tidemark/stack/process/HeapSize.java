/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import io.tidemark.stack.StackException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as {@code -Xmx} takes them. */
public final class HeapSize {

  private static final Pattern FORMAT = Pattern.compile("([1-9][0-9]{0,6})([kmg])");

  private HeapSize() {}

  /**
   * Reads one size.
   *
   * @param size a number and {@code k}, {@code m} or {@code g}, in either case
   * @throws StackException for anything else
   */
  public static long parseMegabytes(String size) {
    Matcher matcher = FORMAT.matcher(size.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new StackException("invalid heap size '" + size + "': use for example 512m or 2g");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "k" -> number / 1024;
      case "m" -> number;
      default -> number * 1024;
    };
  }
}
