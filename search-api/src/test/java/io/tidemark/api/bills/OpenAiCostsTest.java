/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Models and token classes in the line items of OpenAI. */
@Tag("fast")
class OpenAiCostsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "gpt-4o-2024-08-06, input; gpt-4o-2024-08-06; input",
        "gpt-4.1, cached input; gpt-4.1; cache_read",
        "gpt-5.6-sol, cache writes; gpt-5.6-sol; cache_write",
        "o3-2025-04-16, output; o3-2025-04-16; output",
        "priority | gpt-5.6-sol, output, long context; gpt-5.6-sol; output",
        "gpt-audio-mini-2025-12-15 audio, input; gpt-audio-mini-2025-12-15; input",
        "gpt-image-2 text, cached input; gpt-image-2; cache_read",
        "gpt-realtime-2.1, audio input; gpt-realtime-2.1; input",
        "ft:gpt-4o, mini, output; ft:gpt-4o, mini; output",
        "evals | gpt-4o, input; evals | gpt-4o; input",
        "web search tool calls; web search tool calls;",
        "whisper-1, audio; whisper-1, audio;"
      })
  void readsModelAndClass(String item, String model, String tokenClass) {
    String page =
        "{\"data\": [{\"start_time\": 1772582400, \"results\": [{\"line_item\": \"%s\","
            + " \"amount\": {\"value\": 1, \"currency\": \"usd\"}}]}]}";

    Bill bill = OpenAiCosts.readBill(List.of(JsonMapper.shared().readTree(page.formatted(item))));

    BillLine line = bill.days().values().iterator().next().get(0);
    assertThat(line.model()).isEqualTo(model);
    assertThat(line.tokenClass()).isEqualTo(tokenClass);
  }

  /** Seconds and images are no tokens. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "gpt-4.1, input; 250; tokens; 250",
        "gpt-4.1, input; 250; 1000_tokens; 250000",
        "whisper-1, audio; 90; duration_seconds;",
        "dall-e-3; 5; images;",
        "tts-1; 2000; characters;"
      })
  void readsNumbersOfTokensAlone(String item, String quantity, String unit, BigDecimal tokens) {
    String page =
        "{\"data\": [{\"start_time\": 1772582400, \"results\": [{\"line_item\": \"%s\","
            + " \"quantity\": %s, \"quantity_unit\": \"%s\","
            + " \"amount\": {\"value\": 1, \"currency\": \"usd\"}}]}]}";

    Bill bill =
        OpenAiCosts.readBill(
            List.of(JsonMapper.shared().readTree(page.formatted(item, quantity, unit))));

    assertThat(bill.days().values().iterator().next().get(0).quantity()).isEqualTo(tokens);
  }
}
