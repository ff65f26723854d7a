/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.departments.DepartmentRules;
import io.tidemark.api.departments.Departments;
import io.tidemark.api.prices.PriceSource;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.prices.ProofPricing;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.statements.StatementAnswer.ProofAnswer;
import io.tidemark.api.statements.StatementAnswer.ProofDifference;
import io.tidemark.api.statements.StatementAnswer.StatementLineAnswer;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Statement;
import io.tidemark.model.pricing.Statement.Head;
import io.tidemark.model.pricing.StatementLine;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Computes a booked month once more by the prices and rules of the day of booking: from single
 * records as far as they are kept, and from daily documents before that. Each record and each day
 * is priced by itself with {@link ProofPricing}.
 */
@Component
class StatementProof {

  /** Differences that an answer shows. */
  private static final int MOST_SHOWN = 100;

  /** A thousandth of a nano. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.000000000001");

  private final StatementStore store;
  private final MonthUsage usage;
  private final RecordUsage records;
  private final PriceSource prices;
  private final Departments departments;
  private final KeptDays.Source days;
  private final Clock clock;

  StatementProof(
      StatementStore store,
      MonthUsage usage,
      RecordUsage records,
      PriceSource prices,
      Departments departments,
      KeptDays.Source days,
      Clock clock) {
    this.store = store;
    this.usage = usage;
    this.records = records;
    this.prices = prices;
    this.departments = departments;
    this.days = days;
    this.clock = clock;
  }

  ProofAnswer proveStatement(Head head) {
    return proveStatement(head, clock.instant(), days);
  }

  ProofAnswer proveStatement(Head head, Instant now, KeptDays.Source kept) {
    Statement.Subject subject = head.subject();
    Instant asOf = head.basis().pricesAsOf();
    PricesInForce inForce =
        prices
            .find(subject.tenant(), Optional.of(asOf))
            .orElseThrow(
                () -> ProblemException.notFound("The prices of the statement are not kept."));
    DepartmentRules rules = departments.find(subject.tenant(), Optional.of(asOf));
    ZoneId zone = kept.findZone();
    TimeRange month = new TimeRange(subject.from(), subject.to());
    requireKept(head, usage.kept().findStart(month, now, zone));
    MonthUsage.Input input =
        new MonthUsage.Input(subject.tenant(), month, zone, now, inForce, rules);
    Counter counter = new Counter(input);
    ComputedMonth found = usage.computeMonth(input, kept, counter);
    ComputedMonth computed =
        usage.kept().readsSameHours(month, head.closedAt(), now) ? found.ofSameWindows() : found;
    Map<String, StatementLine> expected = new TreeMap<>();
    computed.lines().forEach(line -> expected.put(line.key(), line));
    Set<String> lost =
        LostUsage.findPrices(
            computed,
            head.basis().countedFrom(),
            () -> store.streamLines(head),
            List.of(inForce.book()));
    return compare(head, computed.without(lost), expected, counter);
  }

  /** Without the first days of a month, lines that are right would seem to differ. */
  private static void requireKept(Head head, Instant start) {
    if (start.isAfter(head.basis().countedFrom())) {
      throw ProblemException.notFound(
          "The usage of "
              + head.subject().month()
              + " is no longer kept as a whole: it was counted from "
              + head.basis().countedFrom()
              + " on and is kept from "
              + start
              + " on.");
    }
  }

  private ProofAnswer compare(
      Head head, ComputedMonth computed, Map<String, StatementLine> expected, Counter counter) {
    List<ProofDifference> differences = new ArrayList<>();
    if (expected.values().stream().anyMatch(StatementLine::isPool)
        && store.streamLines(head).noneMatch(StatementLine::isPool)) {
      // Earlier builds booked no pools.
      expected.values().removeIf(StatementLine::isPool);
    }
    int agree = 0;
    int skipped = 0;
    Iterator<StatementLine> lines = store.streamLines(head).iterator();
    while (lines.hasNext()) {
      StatementLine booked = lines.next();
      if (booked.correctionOf() != null) {
        continue;
      }
      StatementLine found = expected.remove(booked.key());
      if (!computed.isComparable(booked)) {
        skipped++;
      } else if (found != null && isEqual(booked, found)) {
        agree++;
      } else {
        differences.add(difference(booked, found));
      }
    }
    for (StatementLine extra : expected.values()) {
      if (computed.isComparable(extra)) {
        differences.add(
            new ProofDifference(StatementLineAnswer.of(extra), null, plain(extra.amount())));
      } else {
        skipped++;
      }
    }
    boolean whole = !computed.countedFrom().isAfter(head.basis().countedFrom());
    return new ProofAnswer(
        head.subject().month().toString(),
        whole && differences.isEmpty() && skipped == 0,
        computed.countedFrom(),
        counter.from,
        counter.count,
        agree,
        skipped,
        differences.size(),
        differences.stream().limit(MOST_SHOWN).toList());
  }

  /** Whether two lines with one key are the same, but for what rounding makes of it. */
  static boolean isEqual(StatementLine one, StatementLine other) {
    // Milliseconds of a priced hour are rounded once a record, and once a window.
    BigDecimal difference = one.amount().subtract(other.amount()).abs();
    return one.quantity().compareTo(other.quantity()) == 0 && difference.compareTo(ROUNDING) <= 0;
  }

  private static ProofDifference difference(StatementLine booked, StatementLine found) {
    return new ProofDifference(
        StatementLineAnswer.of(booked),
        plain(booked.amount()),
        found == null ? null : plain(found.amount()));
  }

  private static String plain(BigDecimal amount) {
    return StatementAnswer.formatPlain(amount);
  }

  /** Reads records in place of hours, of workloads that have records. */
  private final class Counter implements SegmentReader {
    private final MonthUsage.Input input;
    private Instant from;
    private long count;

    Counter(MonthUsage.Input input) {
      this.input = input;
    }

    @Override
    public boolean read(MonthLines lines, Workload workload, Segment segment) {
      if (segment.windows().dayZone() != null
          || workload.records().isEmpty()
          || CostMetric.listOf(workload).isEmpty()) {
        return false;
      }
      Instant start = segment.range().from();
      from = from == null || start.isBefore(from) ? start : from;
      count += records.addTo(lines, input.tenant(), workload, segment.range(), input.prices());
      return true;
    }

    /** Days one by one, so that no other rule decides which of them have the same prices. */
    @Override
    public List<Segment> divide(Segment segment) {
      return segment.listDays();
    }

    @Override
    public void price(
        PricedSelection priced, JsonNode owner, PricedSelection.UsageConsumer consumer) {
      priced.forEach(owner, ProofPricing::price, consumer);
    }
  }
}
