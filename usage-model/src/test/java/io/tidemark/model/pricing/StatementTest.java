/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.pricing.StatementLine.Owner;
import io.tidemark.model.pricing.StatementLine.PricedAs;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Statements of closed months: hashes, their chain, and corrections that are booked later. */
@Tag("fast")
class StatementTest {

  private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final Instant CLOSED = Instant.parse("2026-11-03T00:00:00Z");

  @Test
  void theHashDoesNotDependOnTheOrderOfLines() {
    List<StatementLine> lines =
        new ArrayList<>(List.of(line("a", "5", "1.5"), line("b", "2", "1")));
    Statement one = close(OCTOBER, lines, Statement.FIRST);
    Collections.reverse(lines);
    assertThat(close(OCTOBER, lines, Statement.FIRST)).isEqualTo(one);
    assertThat(one.isIntact()).isTrue();
    assertThat(one.head().total()).isEqualByComparingTo("2.5");
    assertThat(one.head().hash()).hasSize(64);
  }

  @Test
  void aChangedLineOrAChangedPastIsFound() {
    Statement october = close(OCTOBER, List.of(line("a", "5", "1.5")), Statement.FIRST);
    Statement forged = new Statement(october.head(), List.of(line("a", "5", "1.4")));
    assertThat(forged.isIntact()).isFalse();

    Statement november = close(NOVEMBER, List.of(), october.head().hash());
    Statement otherPast = close(OCTOBER, List.of(line("a", "5", "1.4")), Statement.FIRST);
    assertThat(november.head().previousHash())
        .isEqualTo(october.head().hash())
        .isNotEqualTo(otherPast.head().hash());
  }

  @Test
  void valuesWithTabsDoNotPretendToBeOtherLines() {
    StatementLine one = line("a\tb", "1", "1");
    StatementLine other = line("a", "1", "1");
    assertThat(one.canonical()).isNotEqualTo(other.canonical());
    assertThat(line(null, "1", "1").canonical()).isNotEqualTo(line("\\N", "1", "1").canonical());
    assertThat(line("a", "1.0", "1.50").canonical()).isEqualTo(line("a", "1", "1.5").canonical());
  }

  @Test
  void aLateCorrectionIsALineOfTheNextStatement() {
    List<StatementLine> booked = List.of(line("a", "5", "1.5"), line("b", "2", "1"));
    Statement october = close(OCTOBER, booked, Statement.FIRST);
    List<StatementLine> computed = List.of(line("a", "7", "2.1"), line("b", "2", "1"));

    List<StatementLine> corrections = StatementCorrections.find(OCTOBER, october.lines(), computed);

    assertThat(corrections).hasSize(1);
    assertThat(corrections.get(0).quantity()).isEqualByComparingTo("2");
    assertThat(corrections.get(0).amount()).isEqualByComparingTo("0.6");
    assertThat(corrections.get(0).correctionOf()).isEqualTo("2026-10");
    Statement november = close(NOVEMBER, corrections, october.head().hash());
    assertThat(november.head().corrections()).isEqualByComparingTo("0.6");

    List<StatementLine> all = new ArrayList<>(october.lines());
    all.addAll(november.lines());
    assertThat(StatementCorrections.find(OCTOBER, all, computed)).isEmpty();
  }

  /** A new price has another id: what was booked is taken back, and the new line is added. */
  @Test
  void aCorrectedPriceTakesTheOldLineBack() {
    StatementLine before = line("a", "5", "1.5");
    PricedAs price = before.price();
    StatementLine after =
        new StatementLine(
            before.owner(),
            new PricedAs(
                price.provider(),
                price.model(),
                null,
                null,
                price.tokenClass(),
                "p2",
                new BigDecimal("0.4")),
            before.quantity(),
            new BigDecimal("2"),
            null);

    List<StatementLine> corrections =
        StatementCorrections.find(OCTOBER, List.of(before), List.of(after));

    assertThat(corrections).hasSize(2);
    assertThat(
            corrections.stream()
                .map(StatementLine::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("0.5");
  }

  private static Statement close(YearMonth month, List<StatementLine> lines, String previous) {
    Instant from = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant to = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return Statement.close(
        new Statement.Subject("acme", month, from, to, "USD"),
        new Statement.Basis(from, true, CLOSED, Map.of("contract", 3L), 0, 0),
        lines,
        CLOSED,
        previous);
  }

  private static StatementLine line(String user, String quantity, String amount) {
    return new StatementLine(
        new Owner("apps", "web", user, null),
        new PricedAs("openai", "gpt-4o", null, null, "input", "p1", new BigDecimal("0.3")),
        new BigDecimal(quantity),
        new BigDecimal(amount),
        null);
  }
}
