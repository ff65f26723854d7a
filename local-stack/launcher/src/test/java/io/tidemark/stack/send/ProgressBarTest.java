/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class ProgressBarTest {

  private final StringWriter written = new StringWriter();

  @Test
  void theBarMakesRoomForTheResult() {
    ProgressBar bar = new ProgressBar(new PrintWriter(written), true, 100);
    bar.clear();
    assertThat(written.toString()).matches("\\r {70}\\r");
  }

  @ParameterizedTest
  @CsvSource({"1, 1 event in", "2, 2 events in", "1200, '1,200 events in'"})
  void saysHowManyWent(long events, String said) {
    new ProgressBar(new PrintWriter(written), false, 0).showEnd(events);
    assertThat(written.toString()).startsWith(said);
  }

  @Test
  void clearsNothingWithoutATerminal() {
    ProgressBar bar = new ProgressBar(new PrintWriter(written), false, 100);
    bar.clear();
    assertThat(written.toString()).isEmpty();
  }
}
