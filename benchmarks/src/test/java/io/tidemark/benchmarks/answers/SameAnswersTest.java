/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.answers;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
class SameAnswersTest {

  @Test
  void orderDoesNotMatter() {
    assertThatCode(() -> SameAnswers.require("job", List.of("a", "b"), List.of("b", "a")))
        .doesNotThrowAnyException();
  }

  @Test
  void findsOneWrongNumber() {
    assertThatThrownBy(
            () -> SameAnswers.require("job", List.of("a|1", "b|1"), List.of("a|1", "b|2")))
        .hasMessageContaining("1 missing, for example\nb|1")
        .hasMessageContaining("1 extra, for example\nb|2");
  }

  @Test
  void anAnswerGivenTwiceIsFound() {
    assertThatThrownBy(() -> SameAnswers.require("job", List.of("a"), List.of("a", "a")))
        .hasMessageContaining("2 hourly figures of 1");
  }

  @Test
  void aHistogramThatLostAnObservationIsFound() {
    assertThatThrownBy(
            () -> OwnAnswers.line("{\"latency_ms\":{\"count\":2,\"bins\":{\"b001\":1}}}"))
        .hasMessageContaining("another count");
  }
}
