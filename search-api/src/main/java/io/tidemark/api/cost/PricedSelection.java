/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.groups.Group;
import io.tidemark.api.groups.Ranking;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.timeseries.Points;
import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.CostTotals;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.Quantities;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;

/**
 * The usage of a selection with the prices that apply to it. Its account is read; amounts by point
 * or group are read with {@link #metric}.
 */
public final class PricedSelection {

  /** Amounts by point and key that one search reads. */
  private static final int MOST_CELLS = 20_000;

  private final PricesInForce prices;
  private final Selection selection;
  private final CostPlan plan;
  private final Collection<PriceSubject> subjects;
  private final CostAccount account;
  private final ReportedCost reported;
  private final long windowMinutes;
  private boolean bandsKnown = true;
  private BigDecimal share = BigDecimal.ONE;

  PricedSelection(
      PricesInForce prices,
      Selection selection,
      CostPlan plan,
      Collection<PriceSubject> subjects,
      CostAccount account,
      ReportedCost reported,
      long windowMinutes) {
    this.prices = prices;
    this.selection = selection;
    this.plan = plan;
    this.subjects = subjects;
    this.account = account;
    this.reported = reported;
    this.windowMinutes = windowMinutes;
  }

  /**
   * The selection, with hours in place of days inside of which a price changes. Points and groups
   * are read by it.
   */
  public Selection selection() {
    return selection;
  }

  /** The same with a share of all amounts. */
  public PricedSelection takeShare(BigDecimal part) {
    PricedSelection shared =
        new PricedSelection(
            prices,
            selection,
            plan,
            subjects,
            account.takeShare(part),
            reported.takeShare(part),
            windowMinutes);
    shared.bandsKnown = bandsKnown;
    shared.share = share.multiply(part);
    return shared;
  }

  /** The costs of the whole selection. */
  public CostAccount account() {
    return account;
  }

  /** How the answer came about. */
  public CostBasis basis() {
    return CostBasis.of(prices, isExact(), account);
  }

  /** The cost that senders report, which model calls alone do. */
  public ReportedCost reported() {
    return reported;
  }

  /** Says which bands of prompts windows distinguish. */
  PricedSelection tellApart(Set<Long> bounds) {
    bandsKnown =
        subjects.stream().allMatch(subject -> bounds.containsAll(plan.book().listBounds(subject)));
    return this;
  }

  /** Whether prices changed between documents alone, and documents distinguish all bands. */
  public boolean isExact() {
    if (!bandsKnown) {
      return false;
    }
    long millis = Duration.ofMinutes(windowMinutes).toMillis();
    return plan.listChanges(subjects, selection.range()).stream()
        .allMatch(
            change ->
                plan.windows().isHourly()
                    ? selection.tiers().isBetweenDocuments(change, millis)
                    : plan.windows().isStartOfDay(change));
  }

  /**
   * The end of the last day that is read as one and inside of which a price changes; empty when
   * there is none.
   */
  public Optional<Instant> findExactDaysFrom() {
    return selection.tiers().findEndOfSplitDays(plan.listChanges(subjects, selection.range()));
  }

  /** Whether local days of a zone begin between documents. */
  public boolean hasExactDays(ZoneId zone) {
    return Points.exactDays(selection.range(), selection.tiers(), zone, windowMinutes);
  }

  /** Adds the usage of points or groups of the selection, which {@link #read} prices. */
  public void addTo(Aggregations aggregations) {
    CostQuery.addTo(aggregations, plan);
  }

  /** The account of a point or group. */
  public CostAccount read(JsonNode aggregations) {
    return CostReader.readAccount(plan, aggregations).takeShare(share);
  }

  /** Gets usage under one key and price, and its cost, which is empty when it is unknown. */
  public interface UsageConsumer {
    void accept(PriceSubject subject, Quantities usage, Optional<Cost> cost);
  }

  /** Reads the usage of a point or group, priced key by key, without regard to shares. */
  public void forEach(JsonNode aggregations, UsageConsumer consumer) {
    CostReader.walkUsage(
        plan,
        aggregations,
        (subject, at, usage) ->
            consumer.accept(subject, usage, plan.prices().computeCost(subject, at, usage)));
  }

  /** The same by another implementation of pricing. */
  public void forEach(JsonNode aggregations, RecordCost.Pricer pricer, UsageConsumer consumer) {
    CostReader.walkUsage(
        plan,
        aggregations,
        (subject, at, usage) ->
            consumer.accept(subject, usage, pricer.price(prices.book(), subject, at, usage)));
  }

  /** Buckets that a point or group has at most. */
  public int bucketsPerGroup() {
    return plan.buckets();
  }

  /** The usage whose price changes inside a local day. */
  public List<PriceSubject> listInexactByDay(TimeRange range, ZoneId zone) {
    return subjects.stream()
        .filter(
            subject ->
                plan.listChanges(List.of(subject), range).stream()
                    .anyMatch(change -> !UsageWindows.isStartOfDay(change, zone)))
        .toList();
  }

  /**
   * Ranks the groups of one dimension, as far as the account distinguishes them.
   *
   * @param metric of money, or the number of calls
   * @return empty when the groups must be searched
   */
  public Optional<Ranking> rank(List<String> dimensions, Metric metric, int limit) {
    Function<CostTotals, Number> value =
        CostMetric.isName(metric.name())
            ? CostMetric.of(metric.name())::amount
            : totals -> totals.pricedCalls() + totals.unpricedCalls();
    return dimensions.size() == 1
        ? findDimension(dimensions.get(0)).map(dimension -> rank(dimension, value, limit))
        : Optional.empty();
  }

  private Ranking rank(PricedDimension dimension, Function<CostTotals, Number> value, int limit) {
    List<Group> groups = new ArrayList<>();
    account
        .groupBy(dimension::valueOf)
        .forEach(
            (key, totals) ->
                groups.add(new Group(Collections.singletonList(key), value.apply(totals))));
    return Ranking.of(groups, limit);
  }

  /** The dimension of that name, if the account distinguishes all of its values. */
  private Optional<PricedDimension> findDimension(String name) {
    return plan.fields().isModelCalls()
        ? PricedDimension.findDimension(name).filter(dimension -> dimension.isExact(subjects))
        : Optional.empty();
  }

  /**
   * The dimension by which {@link #readSeries} splits that many points.
   *
   * @return empty when each series must be searched
   */
  public Optional<PricedDimension> findSplit(String dimension, int points) {
    return (long) points * plan.buckets() > MOST_CELLS
        ? Optional.empty()
        : findDimension(dimension);
  }

  /**
   * Reads the amounts of a point by series; a series without usage is absent.
   *
   * @param metric whose {@link #metric} was searched
   * @param series gives each value of the dimension to a series; a value may be null
   */
  public Function<JsonNode, Map<Integer, Number>> readSeries(
      CostMetric metric, PricedDimension dimension, ToIntFunction<String> series) {
    CostPlan read = plan.forAmounts(subjects);
    return aggregations -> {
      Map<Integer, CostTotals> totals = new HashMap<>();
      CostReader.walkUsage(
          read,
          aggregations,
          (subject, at, usage) ->
              totals
                  .computeIfAbsent(
                      series.applyAsInt(dimension.valueOf(subject)), key -> new CostTotals())
                  .add(read.prices().computeCost(subject, at, usage), usage));
      Map<Integer, Number> amounts = new HashMap<>();
      totals.forEach((position, sum) -> amounts.put(position, metric.amount(sum.takeShare(share))));
      return amounts;
    };
  }

  /** A metric for points and groups of the selection. */
  public Metric metric(CostMetric metric) {
    return metric.create(plan.forAmounts(subjects), share);
  }
}
