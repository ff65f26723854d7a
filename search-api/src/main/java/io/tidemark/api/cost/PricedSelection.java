/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.timeseries.Points;
import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.Pricing;
import io.tidemark.model.pricing.Quantities;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The usage of a selection with the prices that apply to it. Its account is read; amounts by point
 * or group are read with {@link #metric}.
 */
public final class PricedSelection {

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

  /** Says which bands of prompts windows tell apart. */
  PricedSelection tellApart(Set<Long> bounds) {
    bandsKnown =
        subjects.stream().allMatch(subject -> bounds.containsAll(plan.book().listBounds(subject)));
    return this;
  }

  /** Whether prices changed between documents alone, and documents tell all bands apart. */
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
                    : plan.windows().isMidnight(change));
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
    return CostReader.read(plan, aggregations).takeShare(share);
  }

  /** Gets usage under one key and price, and its cost, which is empty when it is unknown. */
  public interface UsageConsumer {
    void accept(PriceSubject subject, Quantities usage, Optional<Cost> cost);
  }

  /** Reads the usage of a point or group, priced key by key, without regard to shares. */
  public void forEach(JsonNode aggregations, UsageConsumer consumer) {
    CostReader.walk(
        plan,
        aggregations,
        (subject, at, usage) ->
            consumer.accept(
                subject, usage, Pricing.computeCost(prices.book(), subject, at, usage)));
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
                    .anyMatch(
                        change -> !change.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT)))
        .toList();
  }

  /** A metric for points and groups of the selection. */
  public Metric metric(CostMetric metric) {
    return metric.create(plan.forAmounts(subjects), share);
  }
}
