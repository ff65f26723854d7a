/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.admission.DeadLetterFactory;
import io.tidemark.job.admission.SourceEvent;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.deadletters.DeadLetterReason;
import io.tidemark.model.formats.SenderFormat;
import io.tidemark.model.formats.SourceFormats;
import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.parsing.Sender;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.privacy.PrivacyOptions;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DeadLetterHeadersTest {

  private static final UsageFormat<AgentMeasurement> NATIVE =
      SourceFormats.CODING_AGENTS.find("native").create(FormatOptions.NONE);

  @Test
  void keepsTheHeadersThatIntakeGaveTheRecord() {
    SenderFormat<AgentMeasurement> format =
        new SenderFormat<>(SourceFormats.CODING_AGENTS, FormatOptions.NONE, NATIVE);
    format.begin("otlp-logs", new Sender("acme", null, "alice", "gateway"));
    assertThat(headers(format))
        .isEqualTo(
            Map.of(
                "tidemark-format", "otlp-logs",
                "tidemark-tenant", "acme",
                "tidemark-user", "alice",
                "tidemark-source", "gateway"));

    format.begin("unknown", null);
    assertThat(headers(format)).isEqualTo(Map.of("tidemark-format", "unknown"));
  }

  @Test
  void hasNoHeadersForRecordsOfOtherTopics() {
    assertThat(headers(NATIVE)).isEmpty();
  }

  private static Map<String, String> headers(UsageFormat<AgentMeasurement> format) {
    SourceEvent<AgentMeasurement> event = new SourceEvent<>();
    event.from("topic", 0, 7, 0, ByteBuffer.wrap("{}".getBytes(UTF_8)), format);
    DeadLetter letter =
        new DeadLetterFactory("coding-agents", PrivacyOptions.DEFAULT, Clock.systemUTC())
            .letter(
                event.rejected(DeadLetterReason.MALFORMED, "no tenant"),
                DeadLetterReason.MALFORMED,
                "no tenant",
                null);
    Map<String, String> headers = new TreeMap<>();
    DeadLetterHeaders.create(letter)
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }
}
