/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.hourly.Window;
import io.tidemark.model.pricing.Price.Hours;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PricingTest {

  private static final Instant START = Instant.parse("2026-11-30T09:00:00Z");
  private static final BigDecimal LONG = new BigDecimal("2");
  private static final PriceSubject USAGE =
      new PriceSubject("model-calls", null, "gpt-4o", null, null, null, 0);

  /** Of 168 hours, 42 at four times the price. */
  @Test
  void meansOfAWeekDoNotDependOnTheHour() {
    PriceBook book = createBook(null);

    assertThat(List.of(0, 3, 12, 40))
        .extracting(hours -> findMean(book, START.plus(Duration.ofHours(hours))))
        .allSatisfy(factor -> assertThat(factor).isEqualByComparingTo("1.75"));
  }

  @Test
  void meansLeaveOutHoursAfterTheEndOfThePrice() {
    PriceBook book = createBook(START.plus(Duration.ofHours(4)));

    assertThat(findMean(book, START)).isEqualByComparingTo("3.25");
    assertThat(Pricing.findMeanPrice(book, USAGE, Window.HOUR, START.plus(Duration.ofHours(4))))
        .isEmpty();
  }

  /** The factor of 5.5 hours a day, asked at the full hour and at half past. */
  @Test
  void meansCountEachWindowOfHalfAnHour() {
    PriceBook book = createBook(null, LocalTime.of(6, 30));
    Window half = new Window(Duration.ofMinutes(30).toMillis());

    assertThat(List.of(0, 30))
        .extracting(minutes -> START.plus(Duration.ofMinutes(minutes)))
        .extracting(start -> Pricing.findMeanPrice(book, USAGE, half, start).orElseThrow().factor())
        .allSatisfy(factor -> assertThat(factor).isEqualByComparingTo("1.6875"));
  }

  @Test
  void meansOfLongPromptsHaveThePricesOfTheirBand() {
    PriceSubject longPrompts =
        new PriceSubject("model-calls", null, "gpt-4o", null, null, null, 250_000);

    AppliedPrice price =
        Pricing.findMeanPrice(createBook(null), longPrompts, Window.HOUR, START).orElseThrow();

    assertThat(price.factor()).isEqualByComparingTo("1.75");
    assertThat(price.prices().find(PricedClass.INPUT)).isEqualTo(LONG);
  }

  private static BigDecimal findMean(PriceBook book, Instant start) {
    return Pricing.findMeanPrice(book, USAGE, Window.HOUR, start).orElseThrow().factor();
  }

  private static PriceBook createBook(Instant validTo) {
    return createBook(validTo, LocalTime.of(6, 0));
  }

  private static PriceBook createBook(Instant validTo, LocalTime from) {
    PriceHours mornings =
        new PriceHours(
            EnumSet.allOf(DayOfWeek.class), from, LocalTime.of(12, 0), new BigDecimal("4"));
    Price price =
        new Price(
            "gpt-4o",
            new PriceMatch("model-calls", ModelPattern.parse("gpt-4o"), Map.of()),
            Instant.EPOCH,
            validTo,
            new UnitPrices(Map.of(PricedClass.INPUT, BigDecimal.ONE)),
            List.of(new PriceBand(200_000, new UnitPrices(Map.of(PricedClass.INPUT, LONG)))),
            new Hours(ZoneOffset.UTC, List.of(mornings)));
    return PriceBook.of(new PriceList("list", "USD", List.of(price)));
  }
}
