/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The page with all figures. Each row owns what stands between its two marks; the rest is written
 * by hand.
 */
public final class Page {

  private final Path file;

  public Page(Path file) {
    this.file = file;
  }

  /** Puts a section in the place of its row's earlier one, or at the end. */
  public void replace(Section section) throws IOException {
    String begin = "<!-- begin " + section.name() + " -->\n";
    String end = "<!-- end " + section.name() + " -->\n";
    String page = Files.readString(file, UTF_8);
    String marked = begin + section.text() + end;
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    String changed =
        from < 0
            ? page + "\n" + marked
            : page.substring(0, from) + marked + page.substring(to + end.length());
    Files.writeString(file, changed, UTF_8);
  }
}
