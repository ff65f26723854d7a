/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a documentation page that a test generates, between two comments of the page. {@code
 * -Dtidemark.update=true} writes it.
 */
final class GeneratedSection {

  private final Path page;
  private final String begin;
  private final String end;

  GeneratedSection(String pageName, String section) {
    page = Path.of(System.getProperty("tidemark.root"), "docs", pageName);
    begin = "<!-- generated: " + section + " -->\n";
    end = "<!-- end: " + section + " -->";
  }

  void assertShows(String generated) throws IOException {
    String text = Files.readString(page);
    assertThat(text).contains(begin, end);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    if (Boolean.getBoolean("tidemark.update")) {
      text = text.substring(0, from) + generated + text.substring(to);
      Files.writeString(page, text);
      to = text.indexOf(end);
    }
    assertThat(text.substring(from, to)).as("section of %s", page).isEqualTo(generated);
  }
}
