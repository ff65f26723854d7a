/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.api.cost.CostAccount;
import io.tidemark.api.cost.CostBasis.Unpriced;
import io.tidemark.api.cost.ReportedCost;
import io.tidemark.api.search.Coverage;
import io.tidemark.model.pricing.CostPart;
import io.tidemark.model.pricing.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers about costs of all workloads. Money is decimal text. */
final class CostAnswer {

  private static final String AGENTS = "agents";

  private CostAnswer() {}

  /**
   * Where amounts come from.
   *
   * @param currency ISO 4217 code; null while the tenant has no price list
   * @param priceList id of the price list that gives the currency
   * @param pricesAsOf revisions of prices until then are used; the same value gives the same prices
   * @param exact false if a price changed inside a window: it counts from the next window on
   */
  record PriceBasis(
      @Schema(nullable = true) String currency,
      @Schema(nullable = true) String priceList,
      Instant pricesAsOf,
      boolean exact) {}

  /**
   * The cost that coding agents estimate of their own calls, in USD.
   *
   * @param included whether it is part of {@code cost}
   */
  record Agents(Money cost, String currency, boolean included) {}

  /**
   * The cost of one workload.
   *
   * @param calls calls, runs or jobs with a known cost
   */
  record WorkloadCost(String workload, Money cost, long calls) {}

  /**
   * The account of one range.
   *
   * @param cost the sum of all known costs; null when none is known
   * @param parts the same by part: they add up to {@code cost}; {@code agents} is the estimate of
   *     coding agents where it is included
   * @param cacheSavings what cached tokens cost less than input would have
   * @param costPerCall the mean of calls, runs and jobs with a known cost
   * @param costPerMillionTokens the mean of tokens with a known cost
   * @param reportedCost the cost that senders of model calls report, next to the cost by prices
   * @param workloads the same by workload, without estimates of coding agents
   * @param agents shown next to the cost: the same call may be in both; null when they reported
   *     none
   * @param unpriced usage without a known price, which the amounts leave out
   * @param fixedCosts costs of every month in this range, next to {@code cost}; null without any,
   *     with filters, and without the role finance or super-admin
   * @param pools the cost of own hardware in this range, as {@code fixed_costs}
   */
  record CostSummary(
      @JsonUnwrapped Coverage coverage,
      @JsonUnwrapped PriceBasis basis,
      Money cost,
      Map<String, String> parts,
      Money cacheSavings,
      Money costPerCall,
      Money costPerMillionTokens,
      ReportedCost reportedCost,
      List<WorkloadCost> workloads,
      @Schema(nullable = true) Agents agents,
      Unpriced unpriced,
      @Schema(nullable = true) Money fixedCosts,
      @Schema(nullable = true) Money pools) {}

  /**
   * One group.
   *
   * @param kind what the group is about; other than usage in accounts of departments alone
   * @param key the value of the group; null if unknown
   * @param labels name that the directory has for the value; absent without one
   * @param name of the fixed cost or pool; null for usage
   * @param share from 0 to 1; null if the total is 0 or the value is unknown
   * @param quantity tokens, calls, units, or milliseconds of run time; null unless the groups are
   *     classes
   * @param unitPrice the price of one unit, of an hour for run time; null when it is not the same
   *     in all of the range
   */
  record CostShare(
      DepartmentRow.Kind kind,
      Map<String, String> key,
      @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, String> labels,
      @Schema(nullable = true) String name,
      Money value,
      Double share,
      Long quantity,
      @Schema(nullable = true) String unitPrice) {

    CostShare withLabels(Map<String, String> names) {
      return new CostShare(kind, key, names, name, value, share, quantity, unitPrice);
    }
  }

  /** All remaining groups combined. */
  record CostRest(int groups, Money value, Double share) {}

  /**
   * Shares of the cost.
   *
   * @param other all remaining groups combined; null if there are none
   */
  record CostDistribution(
      @JsonUnwrapped Coverage coverage,
      @JsonUnwrapped PriceBasis basis,
      String metric,
      List<String> groupBy,
      Money total,
      List<CostShare> groups,
      @Schema(nullable = true) CostRest other,
      Unpriced unpriced) {

    CostDistribution withGroups(List<CostShare> others) {
      return new CostDistribution(coverage, basis, metric, groupBy, total, others, other, unpriced);
    }
  }

  /**
   * The parts that every answer has, each with its amount.
   *
   * @param agents the estimate of coding agents that the cost includes; null without one
   */
  static Map<String, String> listParts(CostAccount account, boolean known, Money agents) {
    Map<String, String> parts = new TreeMap<>();
    if (known) {
      Map<CostPart, BigDecimal> amounts = account.totals().parts();
      for (CostPart part : CostPart.values()) {
        parts.put(part.id(), Money.of(amounts.getOrDefault(part, BigDecimal.ZERO)).toString());
      }
    }
    if (agents != null) {
      parts.put(AGENTS, agents.toString());
    }
    return parts;
  }
}
