/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.settings.SettingFault;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Entries with all members that OpenRouter's documentation of its activity names. */
@Tag("fast")
class OpenRouterActivityTest {

  private static final String ENTRY =
      """
      {"date": "%s", "model": "openai/gpt-4.1", "model_permaslug": "openai/gpt-4.1-2025-04-14",
       "endpoint_id": "550e8400-e29b-41d4-a716-446655440000", "provider_name": "OpenAI",
       "usage": 0.015, "byok_usage_inference": 0.012, "requests": 5, "prompt_tokens": 50,
       "completion_tokens": 125, "reasoning_tokens": 25, "workspace_id": null}
      """;

  /** Keys of one's own are billed by their provider, and reasoning is part of completions. */
  @Test
  void takesTokensAndTheCreditsThatOpenRouterSpent() {
    List<BillLine> lines = read(ENTRY.formatted("2026-10-31"));

    assertThat(lines).hasSize(1);
    BillLine line = lines.get(0);
    assertThat(line.day()).isEqualTo(LocalDate.of(2026, 10, 31));
    assertThat(line.provider()).isEqualTo("openrouter");
    assertThat(line.model()).isEqualTo("openai/gpt-4.1");
    assertThat(line.quantity()).isEqualByComparingTo("175");
    assertThat(line.amount()).isEqualByComparingTo("0.015");
    assertThat(line.currency()).isEqualTo("USD");
  }

  @Test
  void keepsALineOfEachEndpointAndPage() {
    String entry = ENTRY.formatted("2026-10-31");

    assertThat(OpenRouterActivity.readLines(List.of(page(entry + ',' + entry), page(entry))))
        .hasSize(3);
  }

  @Test
  void takesDaysWrittenAsMidnight() {
    for (String text : List.of("2026-10-31 00:00:00", "2026-10-31T00:00:00Z")) {
      assertThat(read(ENTRY.formatted(text)).get(0).day()).isEqualTo(LocalDate.of(2026, 10, 31));
    }
  }

  @Test
  void namesTheEntryThatIsNotAccepted() {
    for (String wrong : List.of("31.10.2026", "2026-10-31 0", "2026-10-31 00:00:00Z")) {
      assertThatThrownBy(() -> read(ENTRY.formatted(wrong)))
          .isInstanceOf(SettingFault.class)
          .satisfies(fault -> assertThat(((SettingFault) fault).entry()).isEqualTo("data[0].date"));
    }
    assertThatThrownBy(() -> read(ENTRY.formatted("2026-10-31").replace("50,", "\"many\",")))
        .isInstanceOf(SettingFault.class);
  }

  private static List<BillLine> read(String entry) {
    return OpenRouterActivity.readLines(List.of(page(entry)));
  }

  private static JsonNode page(String entries) {
    return JsonMapper.shared().readTree("{\"data\": [" + entries + "]}");
  }
}
