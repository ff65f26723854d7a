/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class EventLinesTest {

  @Test
  void splitsAtLineEndsAndSkipsEmptyLines() throws IOException {
    assertThat(lines("{\"a\":1}\r\n\n{\"b\":2}\nlast"))
        .containsExactly("{\"a\":1}", "{\"b\":2}", "last");
    assertThat(lines("")).isEmpty();
  }

  @Test
  void keepsCarriageReturnsThatAreNoPartOfALineEnd() throws IOException {
    assertThat(lines("a\rb\r\r\nc\r")).containsExactly("a\rb\r", "c\r");
    assertThat(lines("\r\n\r\n")).isEmpty();
    assertThat(lines("a\r\n\r\r\nb\r\n\r")).containsExactly("a", "b");
  }

  @Test
  void countsNoLineEndAsPartOfALine() throws IOException {
    String longest = "x".repeat(100);
    assertThat(lines(longest + "\r\n" + longest)).containsExactly(longest, longest);
  }

  @Test
  void namesALineThatIsTooLong() {
    assertThatThrownBy(() -> lines("short\n" + "x".repeat(101)))
        .hasMessage("line 2 is longer than 100 bytes: one event is one line");
  }

  private static List<String> lines(String text) throws IOException {
    EventLines lines = new EventLines(new ByteArrayInputStream(text.getBytes(UTF_8)), 100);
    List<String> all = new ArrayList<>();
    for (Optional<byte[]> line = lines.readNext(); line.isPresent(); line = lines.readNext()) {
      all.add(new String(line.get(), UTF_8));
    }
    return all;
  }
}
