/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Pages of OpenRouter's activity: one entry for each day, model and endpoint, in USD. */
final class OpenRouterActivity {

  static final String PROVIDER = "openrouter";

  private OpenRouterActivity() {}

  static List<BillLine> readLines(List<JsonNode> pages) {
    List<BillLine> lines = new ArrayList<>();
    for (JsonNode page : pages) {
      JsonNode entries = BillNumbers.requireList("data", page.path("data"));
      for (int i = 0; i < entries.size(); i++) {
        String entry = "data[" + i + ']';
        JsonNode one = entries.get(i);
        BigDecimal tokens =
            BillNumbers.readDecimal(entry + ".prompt_tokens", one.path("prompt_tokens"))
                .add(
                    BillNumbers.readDecimal(
                        entry + ".completion_tokens", one.path("completion_tokens")));
        lines.add(
            new BillLine(
                BillNumbers.readDay(entry + ".date", one.path("date")),
                PROVIDER,
                BillNumbers.readName(entry + ".model", one.path("model")),
                null,
                null,
                null,
                tokens,
                BillNumbers.readDecimal(entry + ".usage", one.path("usage")),
                "USD"));
      }
    }
    return lines;
  }
}
