/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.metric.PricedMetric;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.CostTotals;
import io.tidemark.model.pricing.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Metrics of money. */
public enum CostMetric {
  /** The sum of all known costs. */
  COST(true, true) {
    @Override
    BigDecimal read(CostTotals totals) {
      return totals.amount();
    }
  },
  /** The mean cost of a call, run or job. */
  COST_PER_CALL(false, true) {
    @Override
    BigDecimal read(CostTotals totals) {
      return divideAmount(totals.amount(), totals.sharedCalls());
    }
  },
  /** The cost of a million input and output tokens. */
  COST_PER_MILLION_TOKENS(false, false) {
    @Override
    BigDecimal read(CostTotals totals) {
      return totals.amount() == null
          ? null
          : divideAmount(totals.amount().movePointRight(MILLION), totals.sharedTokens());
    }
  },
  /** The amount that cached tokens cost less than other input. */
  CACHE_SAVINGS(true, false) {
    @Override
    BigDecimal read(CostTotals totals) {
      return totals.cacheSavings();
    }
  };

  private static final int MILLION = 6;

  /** Digits of quotients, far more than an answer shows. */
  private static final MathContext DIGITS = new MathContext(34, RoundingMode.HALF_EVEN);

  private final boolean addsUp;
  private final boolean ofAllWorkloads;

  CostMetric(boolean addsUp, boolean ofAllWorkloads) {
    this.addsUp = addsUp;
    this.ofAllWorkloads = ofAllWorkloads;
  }

  abstract BigDecimal read(CostTotals totals);

  private static BigDecimal divideAmount(BigDecimal amount, BigDecimal divisor) {
    return amount == null || divisor.signum() == 0 ? null : amount.divide(divisor, DIGITS);
  }

  /** The name in requests and answers. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the amounts of parts add up to the amount of the whole. */
  public boolean addsUp() {
    return addsUp;
  }

  /** The metrics of a workload; none when its usage is not priced. */
  public static List<CostMetric> listOf(Workload workload) {
    return UsageFields.findFields(workload).stream()
        .flatMap(
            fields ->
                Stream.of(values())
                    .filter(metric -> metric.ofAllWorkloads || fields.isModelCalls()))
        .toList();
  }

  /** Whether a metric has this name. */
  public static boolean isName(String name) {
    return Stream.of(values()).anyMatch(metric -> metric.id().equals(name));
  }

  /** The metric of that name. */
  public static CostMetric of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The amount of an account; null when it is unknown. */
  public Money amount(CostAccount account) {
    return amount(account.totals());
  }

  /** The amount of sums; null when it is unknown. */
  Money amount(CostTotals totals) {
    return Money.of(read(totals));
  }

  /** The metric by the prices of a plan: that share of all amounts. */
  Metric create(CostPlan plan, BigDecimal share) {
    return new PricedMetric(id(), addsUp, plan.buckets(), new ByPlan(this, plan, share));
  }

  /** The metric of a tenant without prices: it is unknown. */
  Metric createUnknown() {
    return new PricedMetric(id(), addsUp, 1, new Unknown());
  }

  private record ByPlan(CostMetric metric, CostPlan plan, BigDecimal share)
      implements PricedMetric.Pricer {

    @Override
    public void addTo(Aggregations aggregations) {
      CostQuery.addTo(aggregations, plan);
    }

    @Override
    public Number read(JsonNode aggregations) {
      return metric.amount(CostReader.readTotals(plan, aggregations).takeShare(share));
    }

    @Override
    public Number ofNothing() {
      return Money.of(BigDecimal.ZERO);
    }
  }

  private record Unknown() implements PricedMetric.Pricer {

    @Override
    public void addTo(Aggregations aggregations) {
      // Nothing is asked for.
    }

    @Override
    public Number read(JsonNode aggregations) {
      return null;
    }

    @Override
    public Number ofNothing() {
      return null;
    }
  }
}
