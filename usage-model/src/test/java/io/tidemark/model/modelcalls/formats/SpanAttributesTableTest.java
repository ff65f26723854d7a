/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/events.md}; {@code -Dtidemark.update=true} writes it. */
@Tag("fast")
class SpanAttributesTableTest {

  private static final Path PAGE = Path.of("..", "docs", "events.md");
  private static final String BEGIN = "<!-- span attributes: made by SpanAttributesTableTest -->\n";
  private static final String END = "<!-- end of span attributes -->";

  @Test
  void thePageShowsTheAttributesAsTheyAre() throws IOException {
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
    return Arrays.stream(SpanAttribute.values())
        .map(SpanAttributesTableTest::row)
        .collect(Collectors.joining("", "\n| read as | attributes |\n| --- | --- |\n", "\n"));
  }

  private static String row(SpanAttribute attribute) {
    String names =
        attribute.names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    String label = attribute.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "| " + label + " | " + names + " |\n";
  }
}
