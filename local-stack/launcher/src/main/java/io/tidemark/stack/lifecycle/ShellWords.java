/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.StackException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a line as a shell would, without its substitutions: at spaces, but not inside quotes. */
final class ShellWords {

  private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

  private ShellWords() {}

  /**
   * Splits a line.
   *
   * @throws StackException when a quote is not closed
   */
  static List<String> splitWords(String line) {
    if (WORD.matcher(line).replaceAll("").matches(".*[\"'].*")) {
      throw new StackException("a quote is not closed in: " + line);
    }
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(QUOTED.matcher(word.group()).replaceAll(ShellWords::unquoteWord));
    }
    return words;
  }

  private static String unquoteWord(java.util.regex.MatchResult quoted) {
    String inner = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
    return Matcher.quoteReplacement(inner);
  }
}
