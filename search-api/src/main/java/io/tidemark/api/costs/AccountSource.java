/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.cost.CostAccess;
import io.tidemark.api.cost.CostAccount;
import io.tidemark.api.cost.CostBasis;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.cost.ReportedCost;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.PriceSubject;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Prices the usage of all workloads of a selection. */
@Component
class AccountSource {

  private final Costs costs;
  private final CostAccess access;
  private final Coverage.Source coverage;
  private final Tiers tiers;

  AccountSource(Costs costs, CostAccess access, Coverage.Source coverage, Tiers tiers) {
    this.costs = costs;
    this.access = access;
    this.coverage = coverage;
    this.tiers = tiers;
  }

  /** Priced usage of a workload; an account may have several of one workload. */
  record Part(Workload workload, PricedSelection priced) {}

  /**
   * The priced usage.
   *
   * @param parts in the order of workloads
   * @param reportedCurrency of the costs that senders report
   * @param dayZone whose months fixed costs are about
   */
  record Account(
      Coverage coverage,
      AccountSelection selection,
      PricesInForce prices,
      List<Part> parts,
      String reportedCurrency,
      ZoneId dayZone) {

    /** All workloads together. */
    CostAccount total() {
      CostAccount total = new CostAccount();
      parts.forEach(part -> total.addAll(part.priced().account()));
      return total;
    }

    /** The accounts of the workloads that the selection has. */
    Map<Workload, CostAccount> byWorkload() {
      Map<Workload, CostAccount> accounts = new LinkedHashMap<>();
      parts.forEach(
          part ->
              accounts
                  .computeIfAbsent(part.workload(), key -> new CostAccount())
                  .addAll(part.priced().account()));
      return accounts;
    }

    /** The cost that senders of model calls report. */
    ReportedCost reported() {
      return parts.stream()
          .filter(part -> part.workload() == Workload.MODEL_CALLS)
          .map(part -> part.priced().reported())
          .reduce(ReportedCost.createEmpty(reportedCurrency), ReportedCost::plus);
    }

    /** Whether local days of a zone begin between documents. */
    boolean hasExactDays(ZoneId zone) {
      return parts.stream().allMatch(part -> part.priced().hasExactDays(zone));
    }

    /** How the answer came about; without currency when there are no prices. */
    CostBasis basis() {
      boolean exact = parts.stream().allMatch(part -> part.priced().isExact());
      return CostBasis.of(prices, exact, total());
    }
  }

  Account readAccount(AccountSelection selection, ParameterValues values) {
    Coverage covered = coverRange(selection.range());
    return readAccount(
        selection,
        access.findPricesOrNone(values, selection.scope()),
        covered,
        UnaryOperator.identity());
  }

  /** As above by given prices, with usage priced as {@code rename} says. */
  Account readAccount(
      AccountSelection selection, PricesInForce prices, UnaryOperator<PriceSubject> rename) {
    return readAccount(selection, prices, coverRange(selection.range()), rename);
  }

  private Account readAccount(
      AccountSelection selection,
      PricesInForce prices,
      Coverage covered,
      UnaryOperator<PriceSubject> rename) {
    access.require(selection.scope());
    List<Part> parts = new ArrayList<>();
    PricedWorkloads.listWorkloads()
        .forEach(
            workload ->
                selection
                    .listSelections(workload)
                    .forEach(
                        one ->
                            parts.add(
                                new Part(
                                    workload,
                                    costs
                                        .price(workload, one.selection(), prices, rename)
                                        .orElseThrow()
                                        .takeShare(one.share())))));
    return new Account(
        covered, selection, prices, parts, costs.reportedCurrency(), tiers.dayZone());
  }

  private Coverage coverRange(TimeRange range) {
    return coverage.ofAll(PricedWorkloads.listWorkloads().toList(), range);
  }
}
