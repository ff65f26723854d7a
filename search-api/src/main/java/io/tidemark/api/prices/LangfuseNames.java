/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the names that a pattern of Langfuse means, from literals, alternatives and optional parts.
 * Names that come without an end, as those of {@code [0-9]{8}} and {@code .*}, are left out.
 */
final class LangfuseNames {

  private static final Pattern WHOLE = Pattern.compile("\\(\\?i\\)\\^(.{1,500})\\$");
  private static final int MOST_NAMES = 50;
  private static final char END = '\0';
  private static final Set<String> NONE = Set.of();

  private final String text;
  private int at;

  private LangfuseNames(String text) {
    this.text = text;
  }

  static Set<String> listNames(String pattern) {
    Matcher whole = WHOLE.matcher(pattern);
    if (!whole.matches()) {
      return NONE;
    }
    LangfuseNames reader = new LangfuseNames(whole.group(1));
    Set<String> names = reader.readAlternatives();
    return reader.at == reader.text.length() ? names : NONE;
  }

  private Set<String> readAlternatives() {
    Set<String> names = new TreeSet<>(readSequence());
    while (peek() == '|') {
      at++;
      names.addAll(readSequence());
    }
    return names;
  }

  private Set<String> readSequence() {
    Set<String> names = Set.of("");
    while ("|)".indexOf(peek()) < 0 && peek() != END) {
      names = join(names, readRepeated());
    }
    return names;
  }

  private Set<String> readRepeated() {
    Set<String> part = readPart();
    switch (peek()) {
      case '?' -> {
        at++;
        Set<String> optional = new TreeSet<>(part);
        optional.add("");
        return optional;
      }
      case '*', '+' -> at++;
      case '{' -> skipTo('}');
      default -> {
        return part;
      }
    }
    return NONE;
  }

  private Set<String> readPart() {
    char next = text.charAt(at++);
    switch (next) {
      case '(' -> {
        at += text.startsWith("?:", at) ? 2 : 0;
        Set<String> names = readAlternatives();
        at++;
        return names;
      }
      case '[' -> {
        skipTo(']');
        return NONE;
      }
      case '\\' -> {
        char escaped = peek();
        at++;
        return Character.isLetterOrDigit(escaped) ? NONE : Set.of(String.valueOf(escaped));
      }
      default -> {
        return Set.of(String.valueOf(next));
      }
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private void skipTo(char last) {
    int found = text.indexOf(last, at);
    at = (found < 0 ? text.length() : found) + 1;
  }

  private static Set<String> join(Set<String> names, Set<String> ends) {
    Set<String> joined = new TreeSet<>();
    if (names.size() * ends.size() <= MOST_NAMES) {
      names.forEach(name -> ends.forEach(end -> joined.add(name + end)));
    }
    return joined;
  }
}
