/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.live.LiveApi;
import io.tidemark.model.pricing.Statement;
import io.tidemark.model.pricing.StatementLine;
import io.tidemark.model.pricing.StatementLine.Owner;
import io.tidemark.model.pricing.StatementLine.PricedAs;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/** A booked month of a tenant. */
public final class StatementSample {

  private StatementSample() {}

  /** Books February, unless it is booked. */
  public static void book(LiveApi api, String tenant) {
    Instant from = Instant.parse("2026-02-01T00:00:00Z");
    Instant to = Instant.parse("2026-03-01T00:00:00Z");
    Instant closed = LiveApi.NOW;
    api.bean(StatementStore.class)
        .createStatement(
            Statement.close(
                new Statement.Subject(tenant, YearMonth.of(2026, 2), from, to, "USD"),
                new Statement.Basis(
                    from, true, closed, Map.of("price-list/contract", 3L), 12, 12_600),
                List.of(
                    line("apps", "input", "0.0000025", "1400000"),
                    line("apps", "output", "0.00001", "300000"),
                    new StatementLine(
                        new Owner("apps", null, null, null),
                        new PricedAs(
                            null,
                            null,
                            null,
                            null,
                            StatementLine.FIXED_COST,
                            "Power",
                            BigDecimal.TEN),
                        BigDecimal.ONE,
                        BigDecimal.TEN,
                        null)),
                closed,
                Statement.FIRST));
  }

  private static StatementLine line(
      String department, String tokenClass, String unitPrice, String quantity) {
    BigDecimal price = new BigDecimal(unitPrice);
    BigDecimal amount = price.multiply(new BigDecimal(quantity));
    return new StatementLine(
        new Owner(department, "search", "alice", "key-7"),
        new PricedAs(
            "openai", "gpt-4o", "standard", null, tokenClass, "openai-gpt-4o-2024-08", price),
        new BigDecimal(quantity),
        amount,
        null);
  }
}
