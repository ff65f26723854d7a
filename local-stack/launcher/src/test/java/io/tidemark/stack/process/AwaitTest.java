/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AwaitTest {

  @Test
  void asksUntilTheConditionHolds() {
    Iterator<Boolean> answers = List.of(false, true).iterator();

    assertThat(Await.untilCostly(answers::next, Duration.ofMinutes(1))).isTrue();
    assertThat(answers.hasNext()).isFalse();
  }

  @Test
  void givesUpAtTheLimit() {
    assertThat(Await.until(() -> false, Duration.ZERO)).isFalse();
    assertThat(Await.untilCostly(() -> false, Duration.ZERO)).isFalse();
  }

  @Test
  void aCostlyQuestionTakesAQuarterOfTheTime() {
    assertThat(Await.pauseAfter(Duration.ofMillis(400))).isEqualTo(Duration.ofMillis(1_200));
    assertThat(Await.pauseAfter(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(100));
    assertThat(Await.pauseAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(5));
  }
}
