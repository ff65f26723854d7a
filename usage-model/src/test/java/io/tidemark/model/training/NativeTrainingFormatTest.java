/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.parsing.UsageFormat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class NativeTrainingFormatTest {

  private final List<Long> tokens = new ArrayList<>();
  private final List<String> rejections = new ArrayList<>();

  @Test
  void readsTotalsOfLargeTrainingRuns() {
    parse("15000000000000");

    assertThat(rejections).isEmpty();
    assertThat(tokens).containsExactly(15_000_000_000_000L);
  }

  @Test
  void rejectsTotalsThatJsonNumbersDoNotCarry() {
    parse("9007199254740992");
    parse("-1");

    assertThat(tokens).isEmpty();
    assertThat(rejections)
        .containsOnly("trained_tokens must be an integer from 0 to 9007199254740991")
        .hasSize(2);
  }

  private void parse(String trainedTokens) {
    String event =
        """
        {"job_id":"j-1","event":"progress","event_time":"2026-03-12T08:15:30Z",
         "tenant_id":"acme","trained_tokens":%s}"""
            .formatted(trainedTokens);
    new NativeTrainingFormat()
        .parse(
            event.getBytes(UTF_8),
            new UsageFormat.Output<>() {
              @Override
              public void event(TrainingEvent event) {
                tokens.add(event.trainedTokens);
              }

              @Override
              public void reject(String message) {
                rejections.add(message);
              }
            });
  }
}
