/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.costs.DepartmentRow.Kind;
import io.tidemark.api.departments.DepartmentRules;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.timeseries.Interval;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.FixedCost;
import io.tidemark.model.pricing.Money;
import io.tidemark.model.pricing.Pool;
import io.tidemark.model.pricing.PriceBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Rows of costs that no usage causes: fixed costs and pools. They belong to the whole account: a
 * filter leaves them out.
 */
@Component
class FixedRows {

  private static final Duration WINDOW = Duration.ofHours(1);

  private final PoolUsage poolUsage;

  FixedRows(PoolUsage poolUsage) {
    this.poolUsage = poolUsage;
  }

  /** Pools are split by window: days do not tell when their hardware was idle. */
  static boolean hasWindows(AccountSource.Account account) {
    return account.parts().stream().allMatch(part -> part.priced().selection().tiers().isHourly());
  }

  /** Fixed costs and pools of a range, in the currency of its account. */
  record Sums(Money fixedCosts, Money pools) {

    /** Without rules. */
    static final Sums NONE = new Sums(null, null);
  }

  /** Whether an account has rows of fixed costs and pools. */
  static boolean belongTo(AccountSelection selection) {
    return selection.workloads().isEmpty()
        && selection.departments().isEmpty()
        && selection.filters().kept().isEmpty()
        && selection.filters().leftOut().isEmpty();
  }

  /** The sums of a range; null where there is none, or none with a known rate. */
  static Sums sumCosts(AccountSource.Account account, DepartmentRules rules) {
    if (!belongTo(account.selection())) {
      return Sums.NONE;
    }
    TimeRange range = account.selection().range();
    BigDecimal fixed = null;
    for (FixedCost cost : rules.fixedCosts()) {
      fixed = addAmounts(fixed, amountOf(cost, account, range));
    }
    BigDecimal pools = null;
    for (Pool pool : hasWindows(account) ? rules.pools() : List.<Pool>of()) {
      pools = addAmounts(pools, costOf(pool, account.prices(), range));
    }
    return new Sums(Money.of(fixed), Money.of(pools));
  }

  private static BigDecimal addAmounts(BigDecimal sum, Optional<BigDecimal> more) {
    return more.map(value -> sum == null ? value : sum.add(value)).orElse(sum);
  }

  /** The cost of all windows that have a rate; empty when none has one. */
  static Optional<BigDecimal> costOf(Pool pool, PricesInForce prices, TimeRange range) {
    return convertPool(pool, prices, range).entrySet().stream()
        .map(window -> window.getValue().costOf(window.getKey(), lengthOf(window.getKey(), range)))
        .reduce(BigDecimal::add);
  }

  /** The rows of an account; {@code usage} is the cost of the usage of each department. */
  List<DepartmentRow> listRows(
      AccountSource.Account account, DepartmentRules rules, Map<String, Money> usage) {
    List<DepartmentRow> rows = new ArrayList<>();
    if (!belongTo(account.selection())) {
      return rows;
    }
    TimeRange range = account.selection().range();
    Map<String, BigDecimal> own = new LinkedHashMap<>();
    usage.forEach(
        (department, value) -> {
          if (value != null && !department.equals(Allocations.UNALLOCATED)) {
            own.put(department, value.amount());
          }
        });
    for (FixedCost cost : rules.fixedCosts()) {
      Optional<BigDecimal> amount = amountOf(cost, account, range);
      cost.spread(amount.orElse(BigDecimal.ZERO), own)
          .forEach(
              (department, part) ->
                  rows.add(
                      new DepartmentRow(
                          Kind.fixed_cost,
                          department,
                          cost.name(),
                          amount.isPresent() ? Money.of(part) : null)));
    }
    for (Pool pool : hasWindows(account) ? rules.pools() : List.<Pool>of()) {
      addPool(rows, account, rules, pool);
    }
    return rows;
  }

  private void addPool(
      List<DepartmentRow> rows, AccountSource.Account account, DepartmentRules rules, Pool pool) {
    TimeRange range = account.selection().range();
    Map<Instant, Pool> converted = convertPool(pool, account.prices(), range);
    if (converted.isEmpty()) {
      rows.add(new DepartmentRow(Kind.idle, Pool.IDLE, pool.name(), null));
      return;
    }
    Map<Instant, Map<String, BigDecimal>> used =
        poolUsage.read(
            new Selection(account.selection().scope(), range, Filters.NONE),
            rules.allocations(),
            pool,
            Interval.HOUR,
            Interval.HOUR.cut(range, account.dayZone()));
    Map<String, BigDecimal> parts = new LinkedHashMap<>();
    parts.put(Pool.IDLE, BigDecimal.ZERO);
    converted.forEach(
        (at, known) ->
            known
                .split(at, lengthOf(at, range), used.getOrDefault(at, Map.of()))
                .forEach((row, part) -> parts.merge(row, part, BigDecimal::add)));
    parts.forEach(
        (row, part) ->
            rows.add(
                new DepartmentRow(
                    row.equals(Pool.IDLE) ? Kind.idle : Kind.pool,
                    row,
                    pool.name(),
                    Money.of(part))));
  }

  /**
   * The amount of a range in the currency of the account, each part of it by the rate of its time;
   * empty without any rate. A month is one of the days of the deployment, as in statements.
   */
  static Optional<BigDecimal> amountOf(
      FixedCost cost, AccountSource.Account account, TimeRange range) {
    PriceBook book = account.prices().book();
    return RatePeriod.list(cost.currency(), book, range).stream()
        .map(
            period ->
                cost.convertTo(book.currency(), period.rate())
                    .amountOf(period.from(), period.to(), account.dayZone()))
        .reduce(BigDecimal::add);
  }

  /** The last window of a range that does not begin with an hour of UTC is shorter. */
  private static Duration lengthOf(Instant window, TimeRange range) {
    Duration rest = Duration.between(window, range.to());
    return rest.compareTo(WINDOW) < 0 ? rest : WINDOW;
  }

  /** The pool in the currency of the account, at the rate of each window that has one. */
  private static Map<Instant, Pool> convertPool(Pool pool, PricesInForce prices, TimeRange range) {
    PriceBook book = prices.book();
    Map<Instant, Pool> windows = new LinkedHashMap<>();
    for (RatePeriod period : RatePeriod.list(pool.currency(), book, range)) {
      Pool converted = pool.convertTo(book.currency(), period.rate());
      period.listWindows(range.from(), WINDOW).forEach(at -> windows.put(at, converted));
    }
    return windows;
  }
}
