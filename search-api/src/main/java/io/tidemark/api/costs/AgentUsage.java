/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.metric.PricedMetric;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Money;
import io.tidemark.model.schema.WorkloadSchemas;
import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The cost that coding agents estimate of their own calls.
 *
 * @param metric the estimate in the currency of the account
 * @param estimate the sum in USD
 * @param total the sum in the currency of the account; null when there is no rate
 */
record AgentUsage(
    Workload workload, Selection selection, Metric metric, Money estimate, Money total) {

  /** The currency in which agents report. */
  static final String CURRENCY = "USD";

  private static final Workload AGENTS = Workload.fromSchema(WorkloadSchemas.CODING_AGENTS);
  private static final String FIELD = "cost_micros";
  private static final int MICROS = 6;

  /** The reports of agents; empty when there are none. */
  static Optional<AgentUsage> find(
      UsageStore store, AccountSelection account, PricesInForce prices) {
    Optional<Selection> selection = account.of(AGENTS);
    if (selection.isEmpty() || !account.workloads().isEmpty()) {
      return Optional.empty();
    }
    Metric dollars = create(BigDecimal.ONE);
    Optional<Metric> converted =
        prices
            .book()
            .rates()
            .find(CURRENCY, prices.book().currency(), account.range().from())
            .map(AgentUsage::create);
    Aggregations sums = new Aggregations();
    dollars.addTo(sums);
    Query query = selection.get().hourlyQuery();
    JsonNode found =
        store
            .search(
                account.scope(),
                AGENTS,
                selection.get().tiers(),
                Search.aggregate(query, sums.byName()),
                ExpectedAnswer.SMALL)
            .path("aggregations");
    Money estimate = (Money) dollars.read(found);
    return estimate == null
        ? Optional.empty()
        : Optional.of(
            new AgentUsage(
                AGENTS,
                selection.get(),
                converted.orElse(dollars),
                estimate,
                converted.map(metric -> (Money) metric.read(found)).orElse(null)));
  }

  private static Metric create(BigDecimal rate) {
    return new PricedMetric("cost", true, 1, new Estimate(rate));
  }

  private record Estimate(BigDecimal rate) implements PricedMetric.Pricer {

    @Override
    public void addTo(Aggregations aggregations) {
      aggregations.addStats(FIELD, FIELD);
    }

    @Override
    public Number read(JsonNode aggregations) {
      JsonNode stats = aggregations.path(FIELD);
      if (stats.path("count").asLong(0) == 0) {
        return null;
      }
      long micros = Aggregations.wholeNumber(stats.path("sum"));
      return Money.of(BigDecimal.valueOf(micros, MICROS).multiply(rate));
    }

    @Override
    public Number ofNothing() {
      return Money.of(BigDecimal.ZERO);
    }
  }
}
