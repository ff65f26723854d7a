/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Pages of {@code GET /v1/organizations/cost_report}, best with {@code group_by[]=description}.
 * Amounts are in cents, and the report has no quantities.
 */
final class AnthropicCosts {

  static final String PROVIDER = "anthropic";
  private static final int CENTS = 2;

  private static final Map<String, String> CLASSES =
      Map.of(
          "uncached_input_tokens", "input",
          "output_tokens", "output",
          "cache_read_input_tokens", "cache_read",
          "cache_creation.ephemeral_5m_input_tokens", "cache_write",
          "cache_creation.ephemeral_1h_input_tokens", "cache_write_1h");

  private AnthropicCosts() {}

  static Bill readBill(List<JsonNode> pages) {
    Bill bill = new Bill();
    for (JsonNode page : pages) {
      JsonNode buckets = BillNumbers.requireList("data", page.path("data"));
      for (int i = 0; i < buckets.size(); i++) {
        String entry = "data[" + i + ']';
        LocalDate day =
            BillNumbers.readDay(entry + ".starting_at", buckets.get(i).path("starting_at"));
        bill.addDay(day);
        JsonNode results =
            BillNumbers.requireList(entry + ".results", buckets.get(i).path("results"));
        for (int j = 0; j < results.size(); j++) {
          bill.addLine(readLine(entry + ".results[" + j + ']', day, results.get(j)));
        }
      }
    }
    return bill;
  }

  private static BillLine readLine(String entry, LocalDate day, JsonNode result) {
    String model = BillNumbers.readName(entry + ".model", result.path("model"));
    return new BillLine(
        day,
        PROVIDER,
        model == null
            ? BillNumbers.readName(entry + ".description", result.path("description"))
            : model,
        CLASSES.get(result.path("token_type").asString("")),
        BillNumbers.readName(entry + ".workspace_id", result.path("workspace_id")),
        null,
        null,
        BillNumbers.readDecimal(entry + ".amount", result.path("amount")).movePointLeft(CENTS),
        BillNumbers.readCurrency(entry + ".currency", result.path("currency").asString("USD")));
  }
}
