/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class JobTopicsTest {

  @Test
  void findsTopicsInBothSpellingsOfAnOption() {
    List<String> arguments =
        List.of(
            "--window",
            "15m",
            "--model-calls.topic",
            "usage.model-calls, calls-litellm,",
            "--coding-agents.topic=agents-otlp");

    assertThat(JobTopics.findIn(arguments))
        .containsExactly("usage.model-calls", "calls-litellm", "agents-otlp");
  }

  @Test
  void findsNoTopicInOtherArguments() {
    assertThat(JobTopics.findIn(List.of("--model-calls.format", "native", "--comfyui.topic")))
        .isEmpty();
  }
}
