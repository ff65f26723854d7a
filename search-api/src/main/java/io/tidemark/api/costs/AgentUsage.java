/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.costs.AccountSelection.SharedSelection;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

  /** The reports of agents, each with one share; empty when there are none. */
  static List<AgentUsage> listUsage(
      UsageStore store, AccountSelection account, PricesInForce prices) {
    if (!account.workloads().isEmpty()) {
      return List.of();
    }
    Optional<BigDecimal> rate =
        prices.book().rates().find(CURRENCY, prices.book().currency(), account.range().from());
    return account.listSelections(AGENTS).stream()
        .map(part -> read(store, part, rate))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<AgentUsage> read(
      UsageStore store, SharedSelection part, Optional<BigDecimal> rate) {
    Metric dollars = createMetric(part.share());
    Optional<Metric> converted = rate.map(one -> createMetric(one.multiply(part.share())));
    Selection selection = part.selection();
    Aggregations sums = new Aggregations();
    dollars.addTo(sums);
    JsonNode found =
        store
            .search(
                selection.scope(),
                AGENTS,
                selection.tiers(),
                Search.aggregate(selection.hourlyQuery(), sums.byName()),
                ExpectedAnswer.SMALL)
            .path("aggregations");
    Money estimate = (Money) dollars.read(found);
    return estimate == null
        ? Optional.empty()
        : Optional.of(
            new AgentUsage(
                AGENTS,
                selection,
                converted.orElse(dollars),
                estimate,
                converted.map(metric -> (Money) metric.read(found)).orElse(null)));
  }

  /** The sum of an amount that is known of all of them, or of none. */
  static Money sumAmounts(List<AgentUsage> usage, Function<AgentUsage, Money> amount) {
    return usage.stream().map(amount).reduce(null, CostAnswers::addAmounts);
  }

  private static Metric createMetric(BigDecimal rate) {
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
