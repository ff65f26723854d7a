/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.metric.PricedMetric;
import io.tidemark.api.query.Queries;
import io.tidemark.api.request.TimeRange;
import io.tidemark.model.pricing.Money;
import io.tidemark.model.pricing.PriceBook;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Converts the estimates of each window by the rate of its time. Windows without a rate are left
 * out.
 *
 * @param constant whether one rate holds for all windows
 * @param share the part that counts
 */
record AgentEstimate(List<RatePeriod> periods, boolean constant, BigDecimal share)
    implements PricedMetric.Pricer {

  private static final String RATES = "agent_rates";
  private static final String HOUR = "hour";
  private static final String FIELD = "cost_micros";
  private static final int MICROS = 6;

  AgentEstimate {
    periods = List.copyOf(periods);
  }

  static AgentEstimate create(String currency, PriceBook book, TimeRange range, BigDecimal share) {
    List<RatePeriod> periods = RatePeriod.list(currency, book, range);
    boolean constant = periods.size() == 1 && periods.get(0).covers(range);
    return new AgentEstimate(periods, constant, share);
  }

  Metric createMetric() {
    return new PricedMetric("cost", true, Math.max(1, periods.size()), this);
  }

  @Override
  public void addTo(Aggregations aggregations) {
    if (constant) {
      addEstimate(aggregations);
    } else if (!periods.isEmpty()) {
      addPeriods(aggregations);
    }
  }

  private void addPeriods(Aggregations aggregations) {
    Aggregations micros = new Aggregations();
    addEstimate(micros);
    Map<String, Query> filters = new LinkedHashMap<>();
    for (int i = 0; i < periods.size(); i++) {
      // A day has its beginning as its hour, too.
      filters.put(namePeriod(i), Queries.within(HOUR, periods.get(i).from(), periods.get(i).to()));
    }
    aggregations.add(
        RATES,
        Aggregation.of(
            aggregation ->
                aggregation
                    .filters(all -> all.filters(each -> each.keyed(filters)))
                    .aggregations(micros.byName())));
  }

  @Override
  public Number read(JsonNode aggregations) {
    if (constant) {
      return readEstimate(aggregations, periods.get(0).rate().multiply(share));
    }
    JsonNode buckets = aggregations.path(RATES).path("buckets");
    Money sum = null;
    for (int i = 0; i < periods.size(); i++) {
      sum =
          CostAnswers.addAmounts(
              sum,
              readEstimate(buckets.path(namePeriod(i)), periods.get(i).rate().multiply(share)));
    }
    return sum;
  }

  @Override
  public Number ofNothing() {
    return Money.of(BigDecimal.ZERO);
  }

  private static String namePeriod(int position) {
    return "p" + position;
  }

  /** Adds the estimate itself, which is in USD. */
  static void addEstimate(Aggregations aggregations) {
    aggregations.addStats(FIELD, FIELD);
  }

  /** The estimate times a factor; null where agents reported none. */
  static Money readEstimate(JsonNode aggregations, BigDecimal factor) {
    JsonNode stats = aggregations.path(FIELD);
    if (stats.path("count").asLong(0) == 0) {
      return null;
    }
    long micros = Aggregations.wholeNumber(stats.path("sum"));
    return Money.of(BigDecimal.valueOf(micros, MICROS).multiply(factor));
  }
}
