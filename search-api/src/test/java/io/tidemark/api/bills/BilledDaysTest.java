/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.bills.BillDocument.BillDay;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bills of one provider in several forms, and days of bills without lines. */
@Tag("fast")
class BilledDaysTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 5);
  private static final Instant NOON = Instant.parse("2026-03-12T12:00:00Z");

  private static final BillLine OPENAI = createLine("openai", "2.00");
  private static final BillLine ANTHROPIC = createLine("anthropic", "3.00");
  private static final BillLine OPENAI_BY_API = createLine("openai", "2.50");

  @Test
  void theFormThatWasSentLastCountsForItsProvider() {
    BillDay csv = createDay("csv", NOON, OPENAI, ANTHROPIC);
    BillDay api = createDay("openai-costs", NOON.plusSeconds(1), OPENAI_BY_API);
    BillDay csvAgain = createDay("csv", NOON.plusSeconds(2), OPENAI, ANTHROPIC);

    assertThat(choose(csv, api))
        .isEqualTo(Map.of("openai", List.of(OPENAI_BY_API), "anthropic", List.of(ANTHROPIC)));
    assertThat(choose(api, csvAgain))
        .isEqualTo(Map.of("openai", List.of(OPENAI), "anthropic", List.of(ANTHROPIC)));
  }

  @Test
  void aDayWithoutLinesReplacesEarlierOnes() {
    BillDay csv = createDay("csv", NOON, OPENAI);
    BillDay api = createDay("openai-costs", NOON.plusSeconds(1));

    assertThat(choose(csv, api)).isEqualTo(Map.of("openai", List.of()));
  }

  @Test
  void anEmptyDayOfAPageIsADayOfTheBill() {
    JsonNode openAi = read("{\"data\": [{\"start_time\": 1772668800, \"results\": []}]}");
    JsonNode anthropic =
        read("{\"data\": [{\"starting_at\": \"2026-03-05T00:00:00Z\", \"results\": []}]}");

    for (Bill bill :
        List.of(
            OpenAiCosts.readBill(List.of(openAi)), AnthropicCosts.readBill(List.of(anthropic)))) {
      assertThat(bill.days()).isEqualTo(Map.of(DAY, List.of()));
      assertThat(bill.countLines()).isZero();
    }
  }

  private static Map<String, List<BillLine>> choose(BillDay... days) {
    Map<String, List<BillLine>> lines = new TreeMap<>();
    BilledDays.chooseNewest(List.of(days))
        .forEach((provider, byDay) -> lines.put(provider, byDay.get(DAY)));
    return lines;
  }

  private static BillDay createDay(String source, Instant receivedAt, BillLine... lines) {
    return new BillDay(source, DAY, List.of(lines), receivedAt, "root");
  }

  private static BillLine createLine(String provider, String amount) {
    return new BillLine(
        DAY, provider, "m", "input", null, null, BigDecimal.ONE, new BigDecimal(amount), "USD");
  }

  private static JsonNode read(String json) {
    return JsonMapper.shared().readTree(json);
  }
}
