/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.openapi;

import io.tidemark.api.openapi.ApiPageTest.Shown;
import java.util.List;

/** Statements, bills and their reconciliation as the document shows them. */
final class FinanceSample {

  private static final String BILL =
      "{\"data\": [{\"start_time\": 1773273600, \"results\": [{\"amount\": {\"value\": 0.2,"
          + " \"currency\": \"usd\"}, \"line_item\": \"gpt-4o, input\", \"quantity\": 57,"
          + " \"quantity_unit\": \"1000_tokens\"}, {\"amount\": {\"value\": 0.04,"
          + " \"currency\": \"usd\"}, \"line_item\": \"gpt-4o, cached input\", \"quantity\": 28.5,"
          + " \"quantity_unit\": \"1000_tokens\"}]}]}";

  private FinanceSample() {}

  static List<Shown> listRequests() {
    return List.of(
        Shown.get("/statements"),
        Shown.get("/statements/2026-02"),
        Shown.get("/statements/2026-02/lines?limit=2"),
        Shown.rows("/statements/2026-02/lines?limit=2", "csv"),
        Shown.rows("/statements/2026-02/lines?limit=2", "x-ndjson"),
        Shown.get("/statements/2026-02/focus-metadata"),
        Shown.get("/statements/2026-02/proof"),
        new Shown("POST", "/bills?provider=openai-costs", "json", BILL),
        Shown.get("/reconciliation?range=7d"),
        Shown.rows("/reconciliation?range=7d", "csv"),
        Shown.rows("/reconciliation?range=7d", "x-ndjson"),
        Shown.get("/costs/price-changes?range=7d"));
  }
}
