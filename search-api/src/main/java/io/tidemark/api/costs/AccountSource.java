/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.cost.CostAccount;
import io.tidemark.api.cost.CostBasis;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.cost.ReportedCost;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.PriceSubject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Prices the usage of all workloads of a selection. */
@Component
class AccountSource {

  private final Costs costs;
  private final Coverage.Source coverage;
  private final Clock clock;

  AccountSource(Costs costs, Coverage.Source coverage, Clock clock) {
    this.costs = costs;
    this.coverage = coverage;
    this.clock = clock;
  }

  /**
   * The priced usage.
   *
   * @param byWorkload in the order of workloads
   */
  record Account(
      Coverage coverage,
      AccountSelection selection,
      PricesInForce prices,
      Map<Workload, PricedSelection> byWorkload) {

    /** All workloads together. */
    CostAccount total() {
      CostAccount total = new CostAccount();
      byWorkload.values().forEach(priced -> total.addAll(priced.account()));
      return total;
    }

    /** The cost that senders of model calls report. */
    ReportedCost reported() {
      PricedSelection calls = byWorkload.get(Workload.MODEL_CALLS);
      return calls == null ? ReportedCost.NONE : calls.reported();
    }

    /** Whether local days of a zone begin between documents. */
    boolean hasExactDays(ZoneId zone) {
      return byWorkload.values().stream().allMatch(priced -> priced.hasExactDays(zone));
    }

    /** How the answer came about; without currency when there are no prices. */
    CostBasis basis() {
      boolean exact = byWorkload.values().stream().allMatch(PricedSelection::isExact);
      return CostBasis.of(prices, exact, total());
    }
  }

  Account read(AccountSelection selection, ParameterValues values) {
    Coverage covered = cover(selection.range());
    return read(
        selection,
        costs.findPricesOrNone(values, selection.scope().tenant()),
        covered,
        UnaryOperator.identity());
  }

  /** As above by given prices, with usage priced as {@code rename} says. */
  Account read(
      AccountSelection selection, PricesInForce prices, UnaryOperator<PriceSubject> rename) {
    return read(selection, prices, cover(selection.range()), rename);
  }

  private Account read(
      AccountSelection selection,
      PricesInForce prices,
      Coverage covered,
      UnaryOperator<PriceSubject> rename) {
    Map<Workload, PricedSelection> byWorkload = new LinkedHashMap<>();
    selection
        .listWorkloads()
        .forEach(
            workload ->
                byWorkload.put(
                    workload,
                    costs
                        .price(workload, selection.of(workload).orElseThrow(), prices, rename)
                        .orElseThrow()));
    return new Account(covered, selection, prices, byWorkload);
  }

  /** Final is what is final of all workloads that have been seen at all. */
  private Coverage cover(TimeRange range) {
    Instant through =
        PricedWorkloads.list()
            .map(workload -> coverage.of(workload, range).finalThrough())
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    return new Coverage(range.from(), range.to(), through, clock.instant());
  }
}
