/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.metric.PricedMetric;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Money;
import java.math.BigDecimal;
import java.util.Currency;
import tools.jackson.databind.JsonNode;

/**
 * The cost that senders report of their calls. It is no part of the cost by prices.
 *
 * @param amount null when no call reported a cost
 * @param currency ISO 4217 code, the one that the job adds up
 * @param calls calls that reported a cost
 * @param callsWithout calls that reported none
 */
public record ReportedCost(Money amount, String currency, long calls, long callsWithout) {

  /** The name in requests and answers. */
  public static final String NAME = "reported_cost";

  private static final String NANOS = "reported_cost_nanos";
  private static final String CALLS = "calls_with_reported_cost";
  private static final int NANO_DIGITS = 9;

  /** Without model calls. */
  public static ReportedCost createEmpty(String currency) {
    return new ReportedCost(null, currency, 0, 0);
  }

  /**
   * The value of a setting as a currency.
   *
   * @throws IllegalArgumentException when it is no ISO 4217 code
   */
  static String requireCurrency(String setting, String code) {
    try {
      return Currency.getInstance(code).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          setting + " must be a currency code of ISO 4217 such as USD, not '" + code + "'", e);
    }
  }

  /** Whether calls of a workload report a cost. */
  public static boolean isOf(Workload workload) {
    return workload == Workload.MODEL_CALLS;
  }

  /** The basis of an answer with this metric; none of another metric. */
  public static CostBasis basis(Metric metric, String currency) {
    return metric.name().equals(NAME)
        ? new CostBasis(currency, null, null, null, null)
        : CostBasis.NONE;
  }

  /** Both together. */
  public ReportedCost plus(ReportedCost other) {
    Money sum =
        amount == null || other.amount == null
            ? amount == null ? other.amount : amount
            : amount.plus(other.amount);
    return new ReportedCost(sum, currency, calls + other.calls, callsWithout + other.callsWithout);
  }

  /** The same with a share of the amount. */
  ReportedCost takeShare(BigDecimal share) {
    return new ReportedCost(
        amount == null ? null : Money.of(amount.amount().multiply(share)),
        currency,
        calls,
        callsWithout);
  }

  static Metric createMetric() {
    return new PricedMetric(NAME, true, 1, new Sum());
  }

  static void addTo(Aggregations aggregations) {
    aggregations.addStats(NANOS, NANOS).addSum(CALLS, CALLS);
  }

  static ReportedCost read(JsonNode aggregations, CostAccount account, String currency) {
    long all = account.totals().pricedCalls() + account.totals().unpricedCalls();
    JsonNode found = aggregations.path(CALLS);
    // A search that reads the metric of this name has more than its sum.
    long calls = Aggregations.wholeNumber(found.path(found.has("sum") ? "sum" : "value"));
    return new ReportedCost(readAmount(aggregations), currency, calls, all - calls);
  }

  private static Money readAmount(JsonNode aggregations) {
    JsonNode nanos = aggregations.path(NANOS);
    return nanos.path("count").asLong(0) == 0
        ? null
        : Money.of(BigDecimal.valueOf(Aggregations.wholeNumber(nanos.path("sum")), NANO_DIGITS));
  }

  private record Sum() implements PricedMetric.Pricer {

    @Override
    public void addTo(Aggregations aggregations) {
      aggregations.addStats(NANOS, NANOS);
    }

    @Override
    public Number read(JsonNode aggregations) {
      return readAmount(aggregations);
    }

    @Override
    public Number ofNothing() {
      return Money.of(BigDecimal.ZERO);
    }
  }
}
