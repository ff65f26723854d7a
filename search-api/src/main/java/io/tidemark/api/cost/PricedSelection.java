/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.model.pricing.PriceSubject;
import java.util.Collection;
import tools.jackson.databind.JsonNode;

/**
 * The usage of a selection with the prices that apply to it. Its account is read; amounts by point
 * or group are read with {@link #metric}.
 */
public final class PricedSelection {

  private final PricesInForce prices;
  private final CostPlan plan;
  private final Collection<PriceSubject> subjects;
  private final CostAccount account;
  private final boolean exact;
  private final ReportedCost reported;

  PricedSelection(
      PricesInForce prices,
      CostPlan plan,
      Collection<PriceSubject> subjects,
      CostAccount account,
      boolean exact,
      ReportedCost reported) {
    this.prices = prices;
    this.plan = plan;
    this.subjects = subjects;
    this.account = account;
    this.exact = exact;
    this.reported = reported;
  }

  /** The costs of the whole selection. */
  public CostAccount account() {
    return account;
  }

  /** How the answer came about. */
  public CostBasis basis() {
    return CostBasis.of(prices, exact, account);
  }

  /** The cost that senders report, which model calls alone do. */
  public ReportedCost reported() {
    return reported;
  }

  /** Whether prices changed between windows alone. */
  public boolean isExact() {
    return exact;
  }

  /** Adds the usage of points or groups of the selection, which {@link #read} prices. */
  public void addTo(Aggregations aggregations) {
    CostQuery.addTo(aggregations, plan);
  }

  /** The account of a point or group. */
  public CostAccount read(JsonNode aggregations) {
    return CostReader.read(plan, aggregations);
  }

  /** A metric for points and groups of the selection. */
  public Metric metric(CostMetric metric) {
    return metric.create(plan.forAmounts(subjects));
  }
}
