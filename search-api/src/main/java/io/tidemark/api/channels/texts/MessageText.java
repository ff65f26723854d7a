/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels.texts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A message for people: plain text without any markup, to be escaped for the receiver.
 *
 * @param lines from the most to the least important
 * @param link a complete address of the page; empty when there is none
 * @param linkLabel text of the link
 */
public record MessageText(
    String title, List<String> lines, Optional<String> link, String linkLabel, Tone tone) {

  private static final String CUT = "…";

  /** How urgent a message is. */
  public enum Tone {
    ALARM,
    WARNING,
    GOOD,
    NEUTRAL
  }

  /** The same message, escaped. */
  public MessageText escapeText(UnaryOperator<String> escape) {
    return new MessageText(
        escape.apply(title), lines.stream().map(escape).toList(), link, linkLabel, tone);
  }

  /**
   * Joins as many lines as fit, and says by a last one that there are more.
   *
   * @param head before the lines
   * @param tail after the lines, never cut
   * @param mostBytes of the whole text in UTF-8
   */
  public static String joinLines(String head, List<String> lines, String tail, int mostBytes) {
    for (int kept = lines.size(); kept >= 0; kept--) {
      List<String> shown = new ArrayList<>(lines.subList(0, kept));
      if (kept < lines.size()) {
        shown.add(CUT);
      }
      String text = joinLines(head, shown, tail);
      if (text.getBytes(UTF_8).length <= mostBytes) {
        return text;
      }
    }
    return head;
  }

  private static String joinLines(String head, List<String> lines, String tail) {
    List<String> all = new ArrayList<>();
    all.add(head);
    all.addAll(lines);
    if (!tail.isEmpty()) {
      all.add(tail);
    }
    return String.join("\n", all);
  }
}
