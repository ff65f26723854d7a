/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.departments.DepartmentRules;
import io.tidemark.api.departments.Departments;
import io.tidemark.api.prices.PriceSource;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.request.TimeRange;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.Statement;
import io.tidemark.model.pricing.Statement.Head;
import io.tidemark.model.pricing.StatementCorrections;
import io.tidemark.model.pricing.StatementLine;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Closes months of tenants with prices or rules of their own, once all windows are final and late
 * events can no longer change them.
 */
@Component
class StatementCloser {

  private static final Logger LOG = LoggerFactory.getLogger(StatementCloser.class);

  private final MonthUsage usage;
  private final StatementStore store;
  private final PriceSource prices;
  private final Departments departments;
  private final MonthEnd end;
  private final KeptDays.Source days;
  private final Clock clock;

  StatementCloser(
      MonthUsage usage,
      StatementStore store,
      PriceSource prices,
      Departments departments,
      MonthEnd end,
      KeptDays.Source days,
      Clock clock) {
    this.usage = usage;
    this.store = store;
    this.prices = prices;
    this.departments = departments;
    this.end = end;
    this.days = days;
    this.clock = clock;
  }

  /** A month that may be closed, or is to be closed next. */
  record Month(YearMonth month, TimeRange range, ZoneId zone) {

    /** The month after it. */
    Month following() {
      YearMonth next = month.plusMonths(1);
      return new Month(next, new TimeRange(range.to(), startOf(next.plusMonths(1), zone)), zone);
    }
  }

  /** Closes what may be closed, of all tenants. */
  synchronized void closeDue() {
    prices.refresh();
    Set<String> tenants = new TreeSet<>(prices.tenants());
    tenants.addAll(departments.tenants());
    for (String tenant : tenants) {
      try {
        close(tenant, clock.instant(), days);
      } catch (RuntimeException e) {
        // One tenant must not keep the others from their statements.
        LOG.warn("The month of {} was not closed", tenant, e);
      }
    }
  }

  /** Closes the months of a tenant that may be closed. */
  void close(String tenant, Instant now, KeptDays.Source kept) {
    if (prices.find(tenant, Optional.empty()).isEmpty()) {
      return;
    }
    List<Head> closed = new ArrayList<>(store.listHeads(tenant));
    while (true) {
      Month next = findNext(closed, now, kept);
      if (now.isBefore(closesAfter(next)) || !end.isFinal(next.range().to())) {
        return;
      }
      Optional<Statement> made = create(tenant, next, closed, now, kept);
      if (made.isEmpty() || !store.createStatement(made.get())) {
        return;
      }
      LOG.info("Closed {} of a tenant with {} lines", next.month(), made.get().lines().size());
      closed.add(0, made.get().head());
    }
  }

  /** The month after the newest closed one; without any, the last one that is over. */
  Month findNext(List<Head> closed, Instant now, KeptDays.Source kept) {
    ZoneId zone = kept.findZone();
    if (!closed.isEmpty()) {
      Statement.Subject newest = closed.get(0).subject();
      YearMonth month = newest.month().plusMonths(1);
      return new Month(month, new TimeRange(newest.to(), startOf(month.plusMonths(1), zone)), zone);
    }
    YearMonth month = YearMonth.from(now.minus(end.lateness()).atZone(zone)).minusMonths(1);
    return new Month(
        month, new TimeRange(startOf(month, zone), startOf(month.plusMonths(1), zone)), zone);
  }

  private static Instant startOf(YearMonth month, ZoneId zone) {
    return month.atDay(1).atStartOfDay(zone).toInstant();
  }

  /** When a month may be closed, as far as its end decides. */
  Instant closesAfter(Month month) {
    return month.range().to().plus(end.lateness());
  }

  private Optional<Statement> create(
      String tenant, Month next, List<Head> closed, Instant now, KeptDays.Source kept) {
    // As they were at one time, so that the statement names the revisions that it was booked by.
    Optional<Instant> asOf = prices.find(tenant, Optional.empty()).map(PricesInForce::asOf);
    PricesInForce inForce = prices.find(tenant, asOf).orElseThrow();
    DepartmentRules rules = departments.find(tenant, asOf);
    ComputedMonth computed =
        usage.computeMonth(
            new MonthUsage.Input(tenant, next.range(), next.zone(), now, inForce, rules), kept);
    if (closed.isEmpty() && !computed.hasUsage()) {
      // The platform was not in use yet.
      return Optional.empty();
    }
    List<StatementLine> lines = new ArrayList<>(computed.lines());
    String currency = inForce.book().currency();
    for (Head earlier : closed) {
      if (earlier.subject().currency().equals(currency)) {
        lines.addAll(correct(earlier, closed, inForce, rules, now, kept, next.zone()));
      }
    }
    Map<String, Long> revisions = new TreeMap<>(prices.findRevisions(tenant, inForce.asOf()));
    revisions.putAll(departments.findRevisions(tenant, inForce.asOf()));
    return Optional.of(
        Statement.close(
            new Statement.Subject(
                tenant, next.month(), next.range().from(), next.range().to(), currency),
            new Statement.Basis(
                computed.countedFrom(),
                computed.exact(),
                inForce.asOf(),
                revisions,
                computed.unpricedCalls(),
                computed.unpricedTokens()),
            lines,
            now.truncatedTo(ChronoUnit.MILLIS),
            closed.isEmpty() ? Statement.FIRST : closed.get(0).hash()));
  }

  /**
   * The error of the booking of an earlier month, as far as its usage is still kept. Pools stay as
   * they were booked: earlier builds booked none, and a pool that is deleted did cost something.
   */
  private List<StatementLine> correct(
      Head earlier,
      List<Head> closed,
      PricesInForce inForce,
      DepartmentRules rules,
      Instant now,
      KeptDays.Source kept,
      ZoneId zone) {
    Statement.Subject subject = earlier.subject();
    TimeRange month = new TimeRange(subject.from(), subject.to());
    if (usage.kept().findStart(month, now, zone).isAfter(month.from())) {
      return List.of();
    }
    ComputedMonth computed =
        usage.computeMonth(
            new MonthUsage.Input(subject.tenant(), month, zone, now, inForce, rules), kept);
    if (computed.countedFrom().isAfter(earlier.basis().countedFrom())) {
      return List.of();
    }
    List<StatementLine> booked = readBooked(subject, closed);
    ComputedMonth compared = computed.without(findLost(earlier, computed, booked, inForce));
    return StatementCorrections.find(
        subject.month(),
        listCorrected(booked, compared),
        listCorrected(computed.lines(), compared));
  }

  private static List<StatementLine> listCorrected(
      List<StatementLine> lines, ComputedMonth compared) {
    return lines.stream().filter(line -> !line.isPool() && compared.isComparable(line)).toList();
  }

  private Set<String> findLost(
      Head earlier, ComputedMonth computed, List<StatementLine> booked, PricesInForce inForce) {
    Instant asOf = earlier.basis().pricesAsOf();
    List<PriceBook> books =
        Stream.concat(
                Stream.of(inForce),
                prices.find(earlier.subject().tenant(), Optional.of(asOf)).stream())
            .map(PricesInForce::book)
            .toList();
    return LostUsage.findPrices(computed, earlier.basis().countedFrom(), booked::stream, books);
  }

  /** The lines of a month as they were booked, and all corrections of them. */
  private List<StatementLine> readBooked(Statement.Subject subject, List<Head> closed) {
    List<StatementLine> booked = new ArrayList<>();
    for (Head head : closed) {
      boolean own = head.subject().month().equals(subject.month());
      boolean empty = !own && head.corrections().signum() == 0 && head.lineCount() == 0;
      if (empty || head.subject().month().isBefore(subject.month())) {
        continue;
      }
      store
          .streamLines(head)
          .filter(
              line ->
                  own
                      ? line.correctionOf() == null
                      : subject.month().toString().equals(line.correctionOf()))
          .forEach(booked::add);
    }
    return booked;
  }
}
