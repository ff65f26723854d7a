/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Pages of {@code GET /v1/organization/costs}, best with {@code group_by=line_item}. */
final class OpenAiCosts {

  static final String PROVIDER = "openai";

  /**
   * Such as {@code gpt-4o-2024-08-06, cached input}, {@code priority | gpt-5, output, long context}
   * or {@code gpt-audio audio, input}. Tokens of all tiers, lengths of prompts and kinds of content
   * are tokens of the model.
   */
  private static final Pattern LINE_ITEM =
      Pattern.compile(
          "(?:(?:batch|flex|priority) \\| )?(?<model>.+?)(?: (?:audio|image|text))?,"
              + " (?:(?:audio|image|text) )?(?<type>[a-z_ ]+?)(?:, long context)?");

  private static final Map<String, String> CLASSES =
      Map.of(
          "input", "input",
          "cached input", "cache_read",
          "cached_input", "cache_read",
          "cache writes", "cache_write",
          "output", "output");

  private static final Map<String, BigDecimal> UNITS =
      Map.of("tokens", BigDecimal.ONE, "1000_tokens", BigDecimal.valueOf(1_000));

  private OpenAiCosts() {}

  static Bill readBill(List<JsonNode> pages) {
    Bill bill = new Bill();
    for (int page = 0; page < pages.size(); page++) {
      JsonNode buckets = BillNumbers.requireList("data", pages.get(page).path("data"));
      for (int i = 0; i < buckets.size(); i++) {
        String entry = "data[" + i + ']';
        LocalDate day =
            BillNumbers.readDay(entry + ".start_time", buckets.get(i).path("start_time"));
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
    String item = BillNumbers.readName(entry + ".line_item", result.path("line_item"));
    Matcher parts = LINE_ITEM.matcher(item == null ? "" : item);
    String tokenClass = parts.matches() ? CLASSES.get(parts.group("type")) : null;
    JsonNode amount = result.path("amount");
    return new BillLine(
        day,
        PROVIDER,
        tokenClass == null ? item : parts.group("model"),
        tokenClass,
        BillNumbers.readName(entry + ".project_id", result.path("project_id")),
        BillNumbers.readName(entry + ".api_key_id", result.path("api_key_id")),
        readQuantity(entry, result),
        BillNumbers.readDecimal(entry + ".amount.value", amount.path("value")),
        BillNumbers.readCurrency(
            entry + ".amount.currency", amount.path("currency").asString("usd")));
  }

  /** Images, seconds and the like are no tokens: the amount alone is compared. */
  private static BigDecimal readQuantity(String entry, JsonNode result) {
    JsonNode quantity = result.path("quantity");
    BigDecimal factor = UNITS.get(result.path("quantity_unit").asString(""));
    return quantity.isNumber() && factor != null
        ? BillNumbers.readDecimal(entry + ".quantity", quantity).multiply(factor)
        : null;
  }
}
