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

  /** The prices of 700 providers at 3,161 instants. */
  @Test
  void findsNoMorePricesThanThereIsMemoryFor() {
    assertThatThrownBy(() -> planYear(700)).isInstanceOf(ProblemException.class);
  }

  private static CostPlan planYear(int providers) {
    List<PriceHours> factors =
        Stream.of(1, 7, 13, 19)
            .map(hour -> createHours(LocalTime.of(hour, 0), LocalTime.of(hour + 3, 0)))
            .toList();
    PriceBook book =
        PriceBook.of(
            new PriceList(
                "hours", "USD", List.of(createPrice("2.00", null, new Hours(UTC, factors)))));
    List<PriceSubject> subjects =
        IntStream.range(0, providers)
            .mapToObj(i -> new PriceSubject(CALLS, "p" + i, "gpt-4o", null, null, null, 0))
            .toList();
    return plan(book, new TimeRange(TO.minus(Duration.ofDays(395)), TO), subjects);
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
    return new PriceList(id, "USD", List.of(createPrice(input, validTo, Hours.NONE)));
  }

  private static Price createPrice(String input, Instant validTo, Hours hours) {
    return new Price(
        "gpt-4o",
        new PriceMatch(CALLS, ModelPattern.parse("gpt-4o"), Map.of()),
        Instant.EPOCH,
        validTo,
        new UnitPrices(Map.of(PricedClass.INPUT, new BigDecimal(input))),
        List.of(),
        hours);
  }
}
