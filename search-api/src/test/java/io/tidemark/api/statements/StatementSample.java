/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.live.LiveApi;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Statement;
import io.tidemark.model.pricing.StatementLine;
import io.tidemark.model.pricing.StatementLine.Owner;
import io.tidemark.model.pricing.StatementLine.PricedAs;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Booked months of tenants. */
public final class StatementSample {

  /** Days of model calls are kept from January on. */
  static final KeptDays.Source DAYS =
      workload ->
          workload == Workload.MODEL_CALLS
              ? Optional.of(new KeptDays(ZoneId.of("UTC"), Instant.parse("2026-01-01T00:00:00Z")))
              : Optional.empty();

  private StatementSample() {}

  /** Books February, unless it is booked. */
  public static void book(LiveApi api, String tenant) {
    bookLines(
        api,
        tenant,
        List.of(
            line("apps", "input", "0.0000025", "1400000"),
            line("apps", "output", "0.00001", "300000"),
            new StatementLine(
                new Owner("apps", null, null, null),
                new PricedAs(
                    null, null, null, null, StatementLine.FIXED_COST, "Power", BigDecimal.TEN),
                BigDecimal.ONE,
                BigDecimal.TEN,
                null)));
  }

  /** Books a February of as many users, each of whom has one line. */
  static void bookUsers(LiveApi api, String tenant, int users) {
    bookLines(api, tenant, IntStream.range(0, users).mapToObj(StatementSample::line).toList());
  }

  private static void bookLines(LiveApi api, String tenant, List<StatementLine> lines) {
    Instant from = Instant.parse("2026-02-01T00:00:00Z");
    Instant to = Instant.parse("2026-03-01T00:00:00Z");
    Instant closed = LiveApi.NOW;
    api.bean(StatementStore.class)
        .createStatement(
            Statement.close(
                new Statement.Subject(tenant, YearMonth.of(2026, 2), from, to, "USD"),
                new Statement.Basis(
                    from, true, closed, Map.of("price-list/contract", 3L), 12, 12_600),
                lines,
                closed,
                Statement.FIRST));
  }

  private static StatementLine line(int user) {
    return new StatementLine(
        new Owner("apps", "web", "user-" + user, null),
        new PricedAs("openai", "gpt-4o", null, null, "input", "gpt-4o", new BigDecimal("2")),
        BigDecimal.ONE,
        new BigDecimal("2"),
        null);
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
