/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.costs.AccountSelection.SharedSelection;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Money;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.schema.WorkloadSchemas;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The cost that coding agents estimate of their own calls.
 *
 * @param metric the estimate in the currency of the account
 * @param estimate the sum in USD
 * @param total the sum in the currency of the account, of windows with a rate; null when there is
 *     none
 */
record AgentUsage(
    Workload workload, Selection selection, Metric metric, Money estimate, Money total) {

  /** The currency in which agents report. */
  static final String CURRENCY = "USD";

  private static final Workload AGENTS = Workload.fromSchema(WorkloadSchemas.CODING_AGENTS);

  /** The reports of agents, each with one share; empty when there are none. */
  static List<AgentUsage> listUsage(
      UsageStore store, AccountSelection account, PricesInForce prices) {
    if (!account.workloads().isEmpty()) {
      return List.of();
    }
    return account.listSelections(AGENTS).stream()
        .map(part -> read(store, part, prices.book()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<AgentUsage> read(UsageStore store, SharedSelection part, PriceBook book) {
    Selection selection = splitDays(part.selection(), book);
    AgentEstimate converted = AgentEstimate.create(CURRENCY, book, selection.range(), part.share());
    Aggregations sums = new Aggregations();
    AgentEstimate.addEstimate(sums);
    converted.addTo(sums);
    JsonNode found =
        store
            .search(
                selection.scope(),
                AGENTS,
                selection.tiers(),
                Search.aggregate(selection.hourlyQuery(), sums.byName()),
                ExpectedAnswer.SMALL)
            .path("aggregations");
    Money estimate = AgentEstimate.readEstimate(found, part.share());
    return estimate == null
        ? Optional.empty()
        : Optional.of(
            new AgentUsage(
                AGENTS,
                selection,
                converted.createMetric(),
                estimate,
                (Money) converted.read(found)));
  }

  /** The same with hours in place of days inside of which the rate changes. */
  private static Selection splitDays(Selection selection, PriceBook book) {
    NavigableSet<Instant> changes = RatePeriod.listChanges(CURRENCY, book, selection.range());
    return changes.isEmpty() || selection.tiers().isHourly()
        ? selection
        : selection.readBy(selection.tiers().readHoursAround(changes));
  }

  /** The sum of an amount that is known of all of them, or of none. */
  static Money sumAmounts(List<AgentUsage> usage, Function<AgentUsage, Money> amount) {
    return usage.stream().map(amount).reduce(null, CostAnswers::addAmounts);
  }
}
