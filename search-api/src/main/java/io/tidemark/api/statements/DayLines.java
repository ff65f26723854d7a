/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.departments.DepartmentRules;
import io.tidemark.api.departments.Departments;
import io.tidemark.api.memory.AnswerMemory;
import io.tidemark.api.memory.Lease;
import io.tidemark.api.prices.PriceSource;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.timeseries.Interval;
import io.tidemark.model.modelcalls.DimensionTags;
import io.tidemark.model.pricing.FocusFile.Charge;
import io.tidemark.model.pricing.FocusFile.Period;
import io.tidemark.model.pricing.Statement.Head;
import io.tidemark.model.pricing.StatementLine;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Divides the lines of a booked month into days, workflows and tags, from the usage that is kept,
 * by the prices and rules of the time of booking. The parts of a line add up to it: a line whose
 * usage is no longer kept, or has changed since, stays whole, and so do fixed costs, pools and
 * corrections.
 */
@Component
class DayLines {

  /** Heap that a part of a line takes, about. */
  private static final long BYTES = 1_000;

  private final MonthUsage usage;
  private final PriceSource prices;
  private final Departments departments;
  private final KeptDays.Source days;
  private final DimensionTags tags;
  private final AnswerMemory memory;
  private final Clock clock;

  DayLines(
      MonthUsage usage,
      PriceSource prices,
      Departments departments,
      KeptDays.Source days,
      DimensionTags tags,
      AnswerMemory memory,
      Clock clock) {
    this.usage = usage;
    this.prices = prices;
    this.departments = departments;
    this.days = days;
    this.tags = tags;
    this.memory = memory;
    this.clock = clock;
  }

  /**
   * The parts of the lines of a month in the order of time, and behind them the lines that stay
   * whole.
   *
   * @param booked reads the lines of the month
   */
  Stream<Charge> streamCharges(Head head, Supplier<Stream<StatementLine>> booked) {
    return streamCharges(head, booked, clock.instant());
  }

  Stream<Charge> streamCharges(Head head, Supplier<Stream<StatementLine>> booked, Instant now) {
    List<Charge> parts = compute(head, now);
    Map<String, BigDecimal> divided = findDivided(booked, parts);
    return Stream.concat(
        parts.stream()
            .filter(part -> divided.containsKey(part.line().key()))
            .map(part -> addRounding(part, divided)),
        booked
            .get()
            .filter(line -> !isOfUsage(line) || !divided.containsKey(line.key()))
            .map(Charge::ofLine));
  }

  private static boolean isOfUsage(StatementLine line) {
    return line.correctionOf() == null && !line.isFixed();
  }

  private List<Charge> compute(Head head, Instant now) {
    String tenant = head.subject().tenant();
    Optional<Instant> asOf = Optional.of(head.basis().pricesAsOf());
    Optional<PricesInForce> inForce = prices.find(tenant, asOf);
    Lease lease = memory.lease(tenant, 0);
    if (inForce.isEmpty() || head.lineCount() * BYTES > lease.most()) {
      return List.of();
    }
    MonthUsage.Input month =
        new MonthUsage.Input(
            tenant,
            new TimeRange(head.subject().from(), head.subject().to()),
            days.findZone(),
            now,
            inForce.get(),
            new DepartmentRules(
                departments.find(tenant, asOf).allocations(), List.of(), List.of()));
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    List<Charge> parts;
    try {
      // As in the background: no answer of a search is held until the file is written.
      RequestContextHolder.resetRequestAttributes();
      parts = computeDays(month, lease);
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    } finally {
      RequestContextHolder.setRequestAttributes(request);
    }
    lease.keepForRequest();
    return parts;
  }

  /** The usage of each day; nothing when it takes more memory than one answer has. */
  private List<Charge> computeDays(MonthUsage.Input month, Lease lease) {
    List<Charge> parts = new ArrayList<>();
    KeptDays.Source known = days.remember();
    for (Interval.Bucket day : Interval.DAY.cut(month.month(), month.zone())) {
      DetailReader reader = new DetailReader(month.rules().allocations(), tags);
      usage.computeMonth(month.within(new TimeRange(day.from(), day.to())), known, reader);
      parts.addAll(reader.listCharges(new Period(day.from(), day.to())));
      switch (lease.growTo(parts.size() * BYTES)) {
        case GRANTED -> {}
        case NO_ROOM -> throw AnswerMemory.tooManyLargeAnswers();
        case TOO_LARGE -> {
          return List.of();
        }
      }
    }
    return parts;
  }

  /** The keys of the lines that are the sum of their parts, with what rounding took from it. */
  private static Map<String, BigDecimal> findDivided(
      Supplier<Stream<StatementLine>> booked, List<Charge> parts) {
    Map<String, StatementLine> sums = new HashMap<>();
    parts.forEach(part -> sums.merge(part.line().key(), part.line(), StatementLine::plus));
    Map<String, BigDecimal> divided = new HashMap<>();
    if (sums.isEmpty()) {
      return divided;
    }
    booked
        .get()
        .filter(DayLines::isOfUsage)
        .forEach(
            line -> {
              StatementLine sum = sums.get(line.key());
              if (sum != null && StatementProof.isEqual(line, sum)) {
                divided.put(line.key(), line.amount().subtract(sum.amount()));
              }
            });
    return divided;
  }

  /** Milliseconds of a priced hour are rounded once a part: the first one takes the rest. */
  private static Charge addRounding(Charge part, Map<String, BigDecimal> rests) {
    StatementLine line = part.line();
    BigDecimal rest = rests.put(line.key(), BigDecimal.ZERO);
    if (rest.signum() == 0) {
      return part;
    }
    return new Charge(
        new StatementLine(
            line.owner(), line.price(), line.quantity(), line.amount().add(rest), null),
        part.day(),
        part.details());
  }
}
