/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.cost.RecordCost.PricedRecord;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.StatementLine;
import io.tidemark.model.pricing.StatementLine.Owner;
import io.tidemark.model.pricing.StatementLine.PricedAs;
import io.tidemark.model.pricing.UsageOwner;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Adds up the lines of a month. */
final class MonthLines {

  /** Lines that a statement may have. */
  static final int MOST_LINES = 500_000;

  private final Allocations allocations;
  private final Map<String, StatementLine> byKey = new HashMap<>();

  /** Those with usage that has a price: usage that costs nothing has no lines. */
  private final Set<String> departments = new HashSet<>();

  MonthLines(Allocations allocations) {
    this.allocations = allocations;
  }

  /** Adds the cost of some usage, shared by the rules that hold at {@code start}. */
  void addLine(UsageOwner owner, PriceSubject subject, Cost cost, Instant start) {
    Map<String, BigDecimal> shares = allocations.allocate(owner, start, BigDecimal.ONE);
    departments.addAll(shares.keySet());
    for (Cost.Line line : cost.lines()) {
      PricedAs priced =
          new PricedAs(
              subject.provider(),
              subject.model(),
              subject.serviceTier(),
              subject.promptBand() == 0 ? null : Long.toString(subject.promptBand()),
              line.priced().id(),
              cost.priceId(),
              line.unitPrice());
      shares.forEach(
          (department, share) ->
              addLine(
                  new StatementLine(
                      new Owner(department, owner.project(), owner.user(), owner.apiKey()),
                      priced,
                      BigDecimal.valueOf(line.quantity()).multiply(share),
                      line.amount().multiply(share),
                      null)));
    }
  }

  /** Adds a record by the rules that hold in its hour. */
  void addLine(UsageOwner owner, PricedRecord record) {
    addLine(owner, record.subject(), record.cost(), record.window());
  }

  /** Adds a line. */
  void addLine(StatementLine line) {
    byKey.merge(line.key(), line, StatementLine::plus);
    if (byKey.size() > MOST_LINES) {
      throw ProblemException.tooLarge(
          "The month has more lines than a statement can have.", MOST_LINES);
    }
  }

  /** The cost of each department with priced usage, without what no rule takes. */
  Map<String, BigDecimal> byDepartment() {
    Map<String, BigDecimal> costs = new TreeMap<>();
    departments.forEach(department -> costs.put(department, BigDecimal.ZERO));
    byKey
        .values()
        .forEach(line -> costs.merge(line.owner().department(), line.amount(), BigDecimal::add));
    costs.remove(Allocations.UNALLOCATED);
    return costs;
  }

  List<StatementLine> listLines() {
    return List.copyOf(byKey.values());
  }
}
