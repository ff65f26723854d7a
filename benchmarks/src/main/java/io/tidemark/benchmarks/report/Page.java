/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The page with all figures. Each row owns what is between its two marks; the rest is written by
 * hand.
 */
public final class Page {

  private static final int WIDTH = 100;
  private static final Pattern KEPT = Pattern.compile("[|#!]");

  private final Path file;

  public Page(Path file) {
    this.file = file;
  }

  /** Puts a section in the place of its row's earlier one, or at the end. */
  public void replace(Section section) throws IOException {
    String begin = "<!-- begin " + section.name() + " -->\n";
    String end = "<!-- end " + section.name() + " -->\n";
    String page = Files.readString(file, UTF_8);
    String marked = begin + wrapLines(section.text()) + end;
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    String changed =
        from < 0
            ? page + "\n" + marked
            : page.substring(0, from) + marked + page.substring(to + end.length());
    Files.writeString(file, changed, UTF_8);
  }

  /** Breaks paragraphs into lines; tables, headings and pictures stay as they are. */
  private static String wrapLines(String markdown) {
    return Arrays.stream(markdown.split("\n", -1))
        .map(line -> KEPT.matcher(line).lookingAt() ? line : wrapLine(line))
        .collect(joining("\n"));
  }

  private static String wrapLine(String line) {
    StringBuilder wrapped = new StringBuilder();
    int length = 0;
    // Other words would begin a list or a heading where they begin a line.
    for (String word : line.split(" (?=[\\p{L}`(])", -1)) {
      boolean fits = length + 1 + word.length() <= WIDTH;
      if (!wrapped.isEmpty()) {
        wrapped.append(fits ? ' ' : '\n');
      }
      wrapped.append(word);
      length = fits && length > 0 ? length + 1 + word.length() : word.length();
    }
    return wrapped.toString();
  }
}
