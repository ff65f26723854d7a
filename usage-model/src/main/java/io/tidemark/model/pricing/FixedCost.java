/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cost of every month that no usage causes, such as power or people. It is on rows of its own.
 *
 * @param name of the row
 * @param perMonth amount of a whole local month
 * @param currency ISO 4217 code
 * @param department takes all of it with {@link Spread#TO}; null otherwise
 * @param validTo null while the cost continues
 */
public record FixedCost(
    String name,
    BigDecimal perMonth,
    String currency,
    Spread spread,
    String department,
    Instant validFrom,
    Instant validTo) {

  /** How departments share the cost. */
  public enum Spread {
    /** In proportion to their own cost. */
    BY_COST,
    /** The same part each. */
    EVEN,
    /** All of it to one department. */
    TO
  }

  /** The same cost in another currency. */
  public FixedCost convertTo(String other, BigDecimal rate) {
    return new FixedCost(
        name, perMonth.multiply(rate), other, spread, department, validFrom, validTo);
  }

  /** The cost of a period in whole nanos: of each month, the part of its time that lies in it. */
  public BigDecimal amountOf(Instant from, Instant to, ZoneId zone) {
    Instant begin = from.isBefore(validFrom) ? validFrom : from;
    Instant end = validTo == null || to.isBefore(validTo) ? to : validTo;
    BigDecimal sum = BigDecimal.ZERO;
    YearMonth month = YearMonth.from(begin.atZone(zone));
    while (begin.isBefore(end)) {
      Instant monthStart = month.atDay(1).atStartOfDay(zone).toInstant();
      month = month.plusMonths(1);
      Instant monthEnd = month.atDay(1).atStartOfDay(zone).toInstant();
      Instant until = monthEnd.isBefore(end) ? monthEnd : end;
      BigDecimal inside = BigDecimal.valueOf(until.toEpochMilli() - begin.toEpochMilli());
      BigDecimal whole = BigDecimal.valueOf(monthEnd.toEpochMilli() - monthStart.toEpochMilli());
      sum = sum.add(perMonth.multiply(inside).divide(whole, MathContext.DECIMAL128));
      begin = until;
    }
    return NanoSplit.round(sum);
  }

  /**
   * Spreads an amount over departments.
   *
   * @param costs own cost of each department with usage, which may be 0; without departments, or
   *     with {@link Spread#BY_COST} without any cost, all goes to {@link Allocations#UNALLOCATED}
   * @return parts in whole nanos that add up to the amount
   */
  public Map<String, BigDecimal> spread(BigDecimal amount, Map<String, BigDecimal> costs) {
    SortedMap<String, BigDecimal> weights = new TreeMap<>();
    costs.forEach(
        (name, cost) -> {
          if (spread == Spread.EVEN) {
            weights.put(name, BigDecimal.ONE);
          } else if (cost.signum() > 0) {
            weights.put(name, cost);
          }
        });
    if (spread == Spread.TO || weights.isEmpty()) {
      String row = spread == Spread.TO ? department : Allocations.UNALLOCATED;
      return Map.of(row, NanoSplit.round(amount));
    }
    List<String> names = new ArrayList<>(weights.keySet());
    List<BigDecimal> parts = NanoSplit.split(amount, List.copyOf(weights.values()));
    Map<String, BigDecimal> rows = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      rows.put(names.get(i), parts.get(i));
    }
    return rows;
  }
}
