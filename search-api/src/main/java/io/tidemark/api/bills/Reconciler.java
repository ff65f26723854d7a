/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import io.tidemark.api.access.Scope;
import io.tidemark.api.bills.OwnAccount.Counted;
import io.tidemark.api.bills.OwnAccount.Events;
import io.tidemark.api.bills.ReconciliationAnswer.ReconciledLine;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Reconciliation;
import io.tidemark.model.pricing.Reconciliation.Line;
import io.tidemark.model.pricing.Reconciliation.Side;
import io.tidemark.model.pricing.Reconciliation.Subject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Compares the bills of a range with our own account. */
@Component
class Reconciler {

  private final BillStore bills;
  private final OwnAccount own;
  private final Costs costs;
  private final Coverage.Source coverage;
  private final Clock clock;

  Reconciler(BillStore bills, OwnAccount own, Costs costs, Coverage.Source coverage, Clock clock) {
    this.bills = bills;
    this.own = own;
    this.costs = costs;
    this.coverage = coverage;
    this.clock = clock;
  }

  /** {@code provider} null: all that have a bill. */
  ReconciliationAnswer compareBills(Scope scope, TimeRange asked, String provider) {
    LocalDate first = LocalDate.ofInstant(asked.from(), ZoneOffset.UTC);
    LocalDate last = LocalDate.ofInstant(asked.to().minusMillis(1), ZoneOffset.UTC);
    // A day may be cut at another time: its neighbours are read, too.
    LocalDate from = first.minusDays(1);
    LocalDate to = last.plusDays(2);
    Map<String, SortedMap<LocalDate, List<BillLine>>> byProvider =
        BilledDays.chooseNewest(bills.listBills(scope.tenant(), from, to));
    byProvider.keySet().removeIf(name -> provider != null && !provider.equals(name));
    PricesInForce prices = costs.findCurrentPrices(scope.tenant());
    TimeRange range = new TimeRange(startOf(from), startOf(to));
    Events events = own.readEvents(scope, range);
    List<ReconciledLine> lines = new ArrayList<>();
    byProvider.forEach(
        (name, billed) -> {
          Counted counted = own.readUsage(scope, range, name, prices);
          for (Line line : compareBills(billed, counted, prices)) {
            LocalDate day = line.subject().day();
            if (!day.isBefore(first) && !day.isAfter(last)) {
              lines.add(createLine(name, line, counted, events));
            }
          }
        });
    Map<String, Integer> verdicts = new TreeMap<>();
    lines.forEach(line -> verdicts.merge(line.verdict(), 1, Integer::sum));
    return new ReconciliationAnswer(
        startOf(first),
        startOf(last.plusDays(1)),
        coverage.of(Workload.MODEL_CALLS, asked).finalThrough(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        prices.book().currency(),
        prices.asOf(),
        verdicts,
        lines);
  }

  private List<Line> compareBills(
      Map<LocalDate, List<BillLine>> days, Counted counted, PricesInForce prices) {
    List<BillLine> billed = days.values().stream().flatMap(List::stream).toList();
    BilledClasses classes = new BilledClasses();
    for (BillLine line : billed) {
      classes.add(ModelNames.findName(line.model(), counted.models()), line.tokenClass());
    }
    Map<Subject, Side> there = new TreeMap<>();
    for (BillLine line : billed) {
      String model = ModelNames.findName(line.model(), counted.models());
      boolean whole = classes.isWhole(model);
      String type = whole ? OwnAccount.TOTAL : line.tokenClass();
      // The cost of calls is part of the whole cost, their number is no part of the tokens.
      boolean counts = !whole || BilledClasses.isTokens(line.tokenClass());
      OwnAccount.addSide(
          there,
          new Subject(line.day(), model, type),
          new Side(counts ? line.quantity() : BigDecimal.ZERO, convertLine(line, prices)));
    }
    Map<Subject, Side> here = new TreeMap<>();
    counted
        .sides()
        .forEach(
            (subject, side) -> {
              if (days.containsKey(subject.day())) {
                classes
                    .findClass(subject.model(), subject.tokenClass())
                    .map(type -> new Subject(subject.day(), subject.model(), type))
                    .ifPresent(compared -> OwnAccount.addSide(here, compared, side));
              }
            });
    return new Reconciliation(clock.instant()).compare(there, here);
  }

  /** Null without a rate: then quantities alone are compared. */
  private static BigDecimal convertLine(BillLine line, PricesInForce prices) {
    return line.amount() == null
        ? null
        : prices
            .book()
            .rates()
            .find(line.currency(), prices.book().currency(), startOf(line.day()))
            .map(line.amount()::multiply)
            .orElse(null);
  }

  private static ReconciledLine createLine(
      String provider, Line line, Counted counted, Events events) {
    Subject subject = line.subject();
    return new ReconciledLine(
        subject.day(),
        provider,
        subject.model().isEmpty() ? null : subject.model(),
        subject.tokenClass(),
        line.verdict().id(),
        createSide(line.there()),
        createSide(line.here()),
        counted.findBeside(subject, events));
  }

  private static ReconciliationAnswer.Side createSide(Side side) {
    return side == null
        ? null
        : new ReconciliationAnswer.Side(formatPlain(side.quantity()), formatPlain(side.amount()));
  }

  private static String formatPlain(BigDecimal number) {
    if (number == null) {
      return null;
    }
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
