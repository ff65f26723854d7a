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
  private final String heading;
  private final String nextHeading;
  private final String begin;
  private final String end;

  /**
   * @param heading of a section that the page does not have yet
   * @param nextHeading the line that a new section precedes
   */
  GeneratedSection(String pageName, String section, String heading, String nextHeading) {
    this.heading = heading + "\n\n";
    this.nextHeading = "\n" + nextHeading + "\n";
    page = Path.of(System.getProperty("tidemark.root"), "docs", pageName);
    begin = "<!-- generated: " + section + " -->\n";
    end = "<!-- end: " + section + " -->";
  }

  void assertShows(String generated) throws IOException {
    String text = Files.readString(page);
    if (Boolean.getBoolean("tidemark.update") && !text.contains(begin)) {
      text = insertSection(text);
    }
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

  private String insertSection(String text) {
    assertThat(text).contains(nextHeading);
    int at = text.indexOf(nextHeading) + 1;
    String title = text.contains(heading) ? "" : heading;
    return text.substring(0, at) + title + begin + end + "\n\n" + text.substring(at);
  }
}
