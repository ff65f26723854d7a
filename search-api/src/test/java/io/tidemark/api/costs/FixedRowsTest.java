/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.access.Scope;
import io.tidemark.api.costs.AccountSource.Account;
import io.tidemark.api.departments.DepartmentRules;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Filters;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.ExchangeRates;
import io.tidemark.model.pricing.ExchangeRates.Rate;
import io.tidemark.model.pricing.FixedCost;
import io.tidemark.model.pricing.Pool;
import io.tidemark.model.pricing.PriceBook;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sums of fixed costs and pools by zones and rates. */
@Tag("fast")
class FixedRowsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant ALWAYS = Instant.parse("2026-01-01T00:00:00Z");
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final TimeRange HOURS =
      new TimeRange(Instant.parse("2026-03-12T08:00:00Z"), Instant.parse("2026-03-12T12:00:00Z"));

  private static final FixedCost POWER =
      new FixedCost(
          "Power", new BigDecimal("744"), "USD", FixedCost.Spread.EVEN, null, ALWAYS, null);
  private static final Pool POOL =
      new Pool(
          "Own",
          List.of(),
          ONE,
          new BigDecimal("3"),
          "USD",
          ONE,
          ONE,
          BigDecimal.TEN,
          ALWAYS,
          null);

  @Test
  void aLocalMonthCostsTheAmountOfAMonth() {
    // October has 745 hours in Berlin, of which two are in the September of UTC.
    TimeRange october = new TimeRange(startOf("2026-10-01"), startOf("2026-11-01"));

    assertThat(sumCosts(createAccount("USD", october, BERLIN)).fixedCosts().amount())
        .isEqualByComparingTo("744");
  }

  @Test
  void eachPartOfARangeIsConvertedByTheRateOfItsTime() {
    // March has 744 hours: the power of an hour costs one dollar.
    FixedRows.Sums sums =
        sumCosts(
            createHours(
                createRate("7", "2026-01-01T00:00:00Z", "2026-03-12T09:00:00Z"),
                createRate("8", "2026-03-12T09:00:00Z", null)));

    assertThat(sums.fixedCosts().amount()).isEqualByComparingTo("31");
    assertThat(sums.pools().amount()).isEqualByComparingTo("93");
  }

  @Test
  void timeBeforeTheFirstRateIsLeftOut() {
    FixedRows.Sums sums = sumCosts(createHours(createRate("8", "2026-03-12T09:30:00Z", null)));

    assertThat(sums.fixedCosts().amount()).isEqualByComparingTo("20");
    // Windows count from the first one that begins with the rate.
    assertThat(sums.pools().amount()).isEqualByComparingTo("48");
  }

  @Test
  void withoutARateTheCostIsUnknown() {
    FixedRows.Sums sums = sumCosts(createHours(createRate("8", "2026-03-12T12:00:00Z", null)));

    assertThat(sums.fixedCosts()).isNull();
    assertThat(sums.pools()).isNull();
  }

  /** Days of Kolkata begin inside an hour of UTC. */
  @Test
  void pointsOfAPoolAddUpInZonesOfHalfHours() {
    ZoneId zone = ZoneId.of("Asia/Kolkata");
    TimeRange week =
        new TimeRange(Instant.parse("2026-03-05T10:00:00Z"), Instant.parse("2026-03-12T10:00:00Z"));
    PricesInForce prices = createAccount("USD", week, zone).prices();
    BigDecimal points = BigDecimal.ZERO;
    Instant from = week.from();
    while (from.isBefore(week.to())) {
      Instant next = from.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
      Instant to = next.isBefore(week.to()) ? next : week.to();
      points = points.add(FixedRows.costOf(POOL, prices, new TimeRange(from, to)).orElseThrow());
      from = to;
    }

    assertThat(points).isEqualByComparingTo("504");
    assertThat(FixedRows.costOf(POOL, prices, week).orElseThrow()).isEqualByComparingTo(points);
  }

  private static FixedRows.Sums sumCosts(Account account) {
    return FixedRows.sumCosts(
        account, new DepartmentRules(new Allocations(List.of()), List.of(POWER), List.of(POOL)));
  }

  private static Account createAccount(
      String currency, TimeRange range, ZoneId zone, Rate... rates) {
    PriceBook book = new PriceBook(currency, List.of(), new ExchangeRates(List.of(rates)));
    return new Account(
        null,
        new AccountSelection(Scope.ofTenant("t"), range, List.of(), Filters.NONE, false),
        new PricesInForce(book, "main", range.to()),
        List.of(),
        "USD",
        zone);
  }

  private static Account createHours(Rate... rates) {
    return createAccount("CNY", HOURS, ZoneOffset.UTC, rates);
  }

  private static Rate createRate(String factor, String from, String to) {
    return new Rate(
        "USD",
        "CNY",
        new BigDecimal(factor),
        Instant.parse(from),
        to == null ? null : Instant.parse(to));
  }

  private static Instant startOf(String day) {
    return LocalDate.parse(day).atStartOfDay(BERLIN).toInstant();
  }
}
