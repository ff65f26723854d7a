/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.access.Scope;
import io.tidemark.api.costs.PoolUsage;
import io.tidemark.api.request.TieredRange;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.timeseries.Interval;
import io.tidemark.api.timeseries.Interval.Bucket;
import io.tidemark.model.pricing.Pool;
import io.tidemark.model.pricing.StatementLine;
import io.tidemark.model.pricing.StatementLine.Owner;
import io.tidemark.model.pricing.StatementLine.PricedAs;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Adds the cost of own hardware to a month. A pool is split day by day: hours of the first days of
 * a month are gone when it is closed, and the split must stay the same when it is computed again.
 */
@Component
class MonthPools {

  private final PoolUsage usage;

  MonthPools(PoolUsage usage) {
    this.usage = usage;
  }

  /** {@code keptHours}: earlier usage is read from days. */
  void addTo(MonthLines lines, MonthUsage.Input input, Instant keptHours) {
    String currency = input.prices().book().currency();
    for (Pool pool : input.rules().pools()) {
      input
          .prices()
          .book()
          .rates()
          .find(pool.currency(), currency, input.month().from())
          .map(rate -> pool.convertTo(currency, rate))
          .ifPresent(
              known ->
                  split(input, known, keptHours)
                      .forEach((department, part) -> lines.addLine(line(known, department, part))));
    }
  }

  private static StatementLine line(Pool pool, String department, BigDecimal part) {
    return new StatementLine(
        new Owner(department, null, null, null),
        new PricedAs(null, null, null, null, StatementLine.POOL, pool.name(), part),
        BigDecimal.ONE,
        part,
        null);
  }

  private Map<String, BigDecimal> split(MonthUsage.Input input, Pool pool, Instant keptHours) {
    Selection selection =
        new Selection(
            Scope.ofTenant(input.tenant()),
            input.month(),
            Filters.NONE,
            TieredRange.of(input.month(), keptHours, input.zone(), List.of()));
    List<Bucket> days = Interval.DAY.cut(input.month(), input.zone());
    Map<Instant, Map<String, BigDecimal>> used =
        usage.read(selection, input.rules().allocations(), pool, Interval.DAY, days);
    Map<String, BigDecimal> sums = new TreeMap<>();
    days.forEach(day -> addDay(sums, pool, day, used.getOrDefault(day.from(), Map.of())));
    sums.values().removeIf(part -> part.signum() == 0);
    return sums;
  }

  /** Adds the hours of a day that begin while the pool exists. */
  private static void addDay(
      Map<String, BigDecimal> sums, Pool pool, Bucket day, Map<String, BigDecimal> used) {
    Instant validFrom = nextHour(day, pool.validFrom());
    Instant from = validFrom.isAfter(day.from()) ? validFrom : day.from();
    Instant to = day.to();
    if (pool.validTo() != null) {
      Instant validTo = nextHour(day, pool.validTo());
      to = validTo.isBefore(to) ? validTo : to;
    }
    if (from.isBefore(to)) {
      pool.split(from, Duration.between(from, to), used)
          .forEach((department, part) -> sums.merge(department, part, BigDecimal::add));
    }
  }

  /** Hours count from the start of the day, as in the account of a range that begins with it. */
  private static Instant nextHour(Bucket day, Instant time) {
    long hours = Duration.between(day.from(), time).toHours();
    Instant hour = day.from().plus(hours, ChronoUnit.HOURS);
    return hour.isBefore(time) ? hour.plus(1, ChronoUnit.HOURS) : hour;
  }
}
