/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.ExchangeRates;
import io.tidemark.model.pricing.ModelPattern;
import io.tidemark.model.pricing.Price;
import io.tidemark.model.pricing.Price.Hours;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.PriceHours;
import io.tidemark.model.pricing.PriceList;
import io.tidemark.model.pricing.PriceMatch;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.PricedClass;
import io.tidemark.model.pricing.UnitPrices;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CostPlanTest {

  private static final Instant FROM = Instant.parse("2026-03-07T00:00:00Z");
  private static final Instant CHANGE = Instant.parse("2026-03-08T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-03-09T00:00:00Z");
  private static final String CALLS = Workload.MODEL_CALLS.id();

  @Test
  void keepsPricesOfOneIdInTwoListsApart() {
    assertThat(planPeriods("2.00", "4.00")).isEqualTo(2);
    assertThat(planPeriods("2.00", "2.00")).isEqualTo(1);
  }

  /** A year of days with four factors is more ranges than a query may have. */
  @Test
  void dividesRangesOfHoursIntoQueriesThatElasticsearchTakes() {
    List<CostPlan.Period> periods = planYear(1).periods();

    assertThat(periods)
        .hasSize(4)
        .allMatch(period -> period.query().bool().should().size() <= 1_024);
    assertThat(periods.stream().mapToInt(period -> period.query().bool().should().size()).sum())
        .isEqualTo(2 * 4 * 395 + 1);
  }

  /** Of 3,161 instants. */
  @Test
  void findsThePriceOfMuchUsageOnce() {
    assertThat(planYear(10_000).periods()).hasSize(4);
  }

  /** At 3,161 instants. */
  @Test
  void findsNoMorePricesThanThereIsTimeFor() {
    List<String> models = IntStream.range(0, 700).mapToObj(i -> "m" + i).toList();
    List<Price> prices =
        models.stream().map(model -> createPrice(model, "2.00", null, createFactors())).toList();
    List<PriceSubject> subjects =
        models.stream()
            .map(model -> new PriceSubject(CALLS, null, model, null, null, null, 0))
            .toList();

    assertThatThrownBy(() -> planYear(prices, subjects)).isInstanceOf(ProblemException.class);
  }

  private static CostPlan planYear(int providers) {
    return planYear(
        List.of(createPrice("gpt-4o", "2.00", null, createFactors())),
        IntStream.range(0, providers)
            .mapToObj(i -> new PriceSubject(CALLS, "p" + i, "gpt-4o", null, null, null, 0))
            .toList());
  }

  private static CostPlan planYear(List<Price> prices, List<PriceSubject> subjects) {
    PriceBook book = PriceBook.of(new PriceList("hours", "USD", prices));
    return plan(book, new TimeRange(TO.minus(Duration.ofDays(395)), TO), subjects);
  }

  private static Hours createFactors() {
    return new Hours(
        UTC,
        Stream.of(1, 7, 13, 19)
            .map(hour -> createHours(LocalTime.of(hour, 0), LocalTime.of(hour + 3, 0)))
            .toList());
  }

  private static PriceHours createHours(LocalTime from, LocalTime to) {
    return new PriceHours(EnumSet.allOf(DayOfWeek.class), from, to, new BigDecimal("0.5"));
  }

  /** The tenant's own price ends, and the one that all tenants share goes on. */
  private static int planPeriods(String own, String shared) {
    PriceBook book =
        new PriceBook(
            "USD",
            List.of(createList("own", own, CHANGE), createList("shared", shared, null)),
            ExchangeRates.NONE);
    PriceSubject usage = new PriceSubject(CALLS, null, "gpt-4o", null, null, null, 0);
    return plan(book, new TimeRange(FROM, TO), List.of(usage)).periods().size();
  }

  private static CostPlan plan(PriceBook book, TimeRange range, List<PriceSubject> subjects) {
    UsageFields fields = UsageFields.findFields(Workload.MODEL_CALLS).orElseThrow();
    return CostPlan.createFirst(
            fields,
            UsageWindows.hoursOf(Workload.MODEL_CALLS),
            book,
            fields.sums(),
            range,
            UnaryOperator.identity())
        .refinePlan(subjects, false, range);
  }

  private static PriceList createList(String id, String input, Instant validTo) {
    return new PriceList(id, "USD", List.of(createPrice("gpt-4o", input, validTo, Hours.NONE)));
  }

  private static Price createPrice(String model, String input, Instant validTo, Hours hours) {
    return new Price(
        model,
        new PriceMatch(CALLS, ModelPattern.parse(model), Map.of()),
        Instant.EPOCH,
        validTo,
        new UnitPrices(Map.of(PricedClass.INPUT, new BigDecimal(input))),
        List.of(),
        hours);
  }
}
