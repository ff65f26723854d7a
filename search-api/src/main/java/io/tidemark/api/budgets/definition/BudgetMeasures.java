/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.definition;

import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.CostMetrics;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.cost.UsageWindows;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** The metrics that budgets count: those that add up, and cost by the current prices. */
@Component
public class BudgetMeasures {

  private static final String COST = CostMetric.COST.id();

  private static final int MONEY_DIGITS = 4;

  private final Costs costs;

  BudgetMeasures(Costs costs) {
    this.costs = costs;
  }

  /** The names of the measures of a workload. */
  static Set<String> listNames(Workload workload) {
    Set<String> names = new TreeSet<>();
    workload.metrics().stream().filter(Metric::addsUp).map(Metric::name).forEach(names::add);
    if (CostMetric.listOf(workload).contains(CostMetric.COST)) {
      names.add(COST);
    }
    return names;
  }

  /** Digits of projections after the point: parts of a cent for cost. */
  public static int countDecimals(Budget budget) {
    return isCost(budget) ? MONEY_DIGITS : 0;
  }

  static boolean isCost(Budget budget) {
    return budget.measure().equals(COST);
  }

  /** Whether the usage of a tenant can be priced. */
  boolean hasPrices(String tenant) {
    return costs.hasPrices(tenant);
  }

  /** The currency of a budget of cost; null for other budgets, and without prices. */
  public String findCurrency(String tenant, Budget budget) {
    return isCost(budget) ? costs.findCurrentPrices(tenant).book().currency() : null;
  }

  /** The metric of a budget over hours; unknown cost counts as none. */
  public Metric findMetric(Budget budget, Selection selection) {
    return findMetric(budget, selection, UsageWindows.hoursOf(budget.workload()));
  }

  /** The metric of a budget over windows of one length; unknown cost counts as none. */
  public Metric findMetric(Budget budget, Selection selection, UsageWindows windows) {
    if (!isCost(budget)) {
      return budget.workload().metric(budget.measure());
    }
    PricesInForce prices = costs.findCurrentPrices(selection.scope().tenant());
    if (prices.list() == null) {
      return CostMetrics.metric(budget.workload(), COST);
    }
    return costs
        .price(budget.workload(), selection, prices, windows, UnaryOperator.identity())
        .map(priced -> priced.metric(CostMetric.COST))
        .orElseGet(() -> CostMetrics.metric(budget.workload(), COST));
  }
}
