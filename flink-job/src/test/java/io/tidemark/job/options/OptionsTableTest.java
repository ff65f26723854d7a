/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The table of options in the documentation is made from the options. When they change, run this
 * test with {@code -Dtidemark.update=true}: it regenerates the table.
 */
@Tag("fast")
class OptionsTableTest {

  private static final Path PAGE =
      Path.of(System.getProperty("tidemark.root"), "docs", "configuration.md");
  private static final String BEGIN = "<!-- job options: made by OptionsTableTest -->\n";
  private static final String END = "<!-- end of job options -->";

  @Test
  void thePageShowsTheOptionsAsTheyAre() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if (Boolean.getBoolean("tidemark.update")) {
      page = page.substring(0, begin) + table() + page.substring(end);
      Files.writeString(PAGE, page);
      end = page.indexOf(END);
    }

    assertThat(page.substring(begin, end)).isEqualTo(table());
  }

  private static String table() {
    return "\n| option | default | allowed | what it does |\n| --- | --- | --- | --- |\n"
        + JobOptions.ALL.stream().map(OptionsTableTest::row).collect(Collectors.joining())
        + "\n";
  }

  private static String row(JobOption<?> option) {
    String fallback = option.defaultValue() == null ? "" : "`" + option.defaultValue() + "`";
    return "| `--%s` | %s | %s | %s |%n"
        .formatted(option.name(), fallback, option.allowed(), option.description())
        .replace(System.lineSeparator(), "\n");
  }
}
