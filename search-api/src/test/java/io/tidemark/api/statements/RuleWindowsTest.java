/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.departments.DepartmentRules;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.request.Retention;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.FinalThrough.Progress;
import io.tidemark.api.search.KnownProgress;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.hourly.Window;
import io.tidemark.model.index.Keep;
import io.tidemark.model.pricing.AllocationRule;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.ExchangeRates;
import io.tidemark.model.pricing.PriceBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of departments that begin inside an hour of UTC. */
@Tag("fast")
class RuleWindowsTest {

  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private static final Instant FROM = Instant.parse("2026-02-28T18:30:00Z");
  private static final Instant TO = Instant.parse("2026-03-10T18:30:00Z");

  /** A midnight in Kolkata. */
  private static final Instant CHANGE = Instant.parse("2026-03-08T18:30:00Z");

  @ParameterizedTest
  @CsvSource({"30, 2026-03-08T18:30:00Z", "60, 2026-03-08T19:00:00Z"})
  void beginWithAWindow(int minutes, Instant start) {
    KnownProgress progress = new KnownProgress();
    progress.set(new Progress(TO, null, KOLKATA, new Window(minutes * 60_000L), TO));
    KeptUsage kept = new KeptUsage(new Retention(Keep.DEFAULT), progress);

    List<Segment> segments =
        kept.cutSegments(Workload.MODEL_CALLS, createInput(TO), Optional.empty());

    assertThat(segments)
        .extracting(Segment::range)
        .containsExactly(new TimeRange(FROM, start), new TimeRange(start, TO));
  }

  /** Days do not begin with the hours of UTC: a rule begins with its own day, not the next one. */
  @Test
  void beginWithADayWhereHoursAreGone() {
    KnownProgress progress = new KnownProgress();
    progress.set(new Progress(TO, FROM, KOLKATA, Window.HOUR, TO));
    KeptUsage kept = new KeptUsage(new Retention(Keep.DEFAULT), progress);

    List<Segment> segments =
        kept.cutSegments(
            Workload.MODEL_CALLS,
            createInput(TO.plus(Duration.ofDays(90))),
            Optional.of(new KeptDays(KOLKATA, FROM)));

    assertThat(segments)
        .extracting(Segment::range)
        .containsExactly(new TimeRange(FROM, CHANGE), new TimeRange(CHANGE, TO));
  }

  private static MonthUsage.Input createInput(Instant now) {
    AllocationRule rule =
        new AllocationRule("web", Map.of(), Map.of("apps", BigDecimal.ONE), CHANGE, null);
    PriceBook book = new PriceBook("USD", List.of(), ExchangeRates.NONE);
    return new MonthUsage.Input(
        "acme",
        new TimeRange(FROM, TO),
        KOLKATA,
        now,
        new PricesInForce(book, "main", TO),
        new DepartmentRules(new Allocations(List.of(rule)), List.of(), List.of()));
  }
}
