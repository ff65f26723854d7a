/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import io.tidemark.api.access.Scope;
import io.tidemark.api.bills.ReconciliationAnswer.Beside;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.prices.PricesInForce;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Filters.Filter;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.pricing.Cost;
import io.tidemark.model.pricing.PricedClass;
import io.tidemark.model.pricing.Quantities;
import io.tidemark.model.pricing.Reconciliation.Side;
import io.tidemark.model.pricing.Reconciliation.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads what we counted of the calls to one provider, by UTC day, model and class. */
@Component
class OwnAccount {

  /** The class of bills and usage that do not distinguish classes. */
  static final String TOTAL = PricedClass.TOTAL.id();

  private final Costs costs;
  private final UsageStore store;

  OwnAccount(Costs costs, UsageStore store) {
    this.costs = costs;
    this.store = store;
  }

  /**
   * The usage of one provider.
   *
   * @param sides by class, and as {@link #TOTAL} too
   * @param late late events and calls without usage, by day and model
   */
  record Counted(Map<Subject, Side> sides, Set<String> models, Map<Subject, long[]> late) {

    /** The text next to a line. */
    Beside findBeside(Subject subject, Events events) {
      long[] own = late.getOrDefault(dayOf(subject.day(), subject.model()), new long[2]);
      return new Beside(
          own[0],
          own[1],
          events.duplicates().getOrDefault(subject.day(), 0L),
          events.rejected().getOrDefault(subject.day(), 0L));
    }
  }

  /** Events of a tenant by day. */
  record Events(Map<LocalDate, Long> duplicates, Map<LocalDate, Long> rejected) {}

  Counted readUsage(Scope scope, TimeRange range, String provider, PricesInForce prices) {
    Filters filters = new Filters(List.of(new Filter("provider", List.of(provider))), List.of());
    Selection selection = new Selection(scope, range, filters);
    PricedSelection priced = costs.price(Workload.MODEL_CALLS, selection, prices).orElseThrow();
    Aggregations usage = new Aggregations();
    priced.addTo(usage);
    JsonNode days =
        searchFamily(
            scope,
            Workload.MODEL_CALLS.hourly(),
            range,
            ReconciliationQuery.searchUsage(selection, usage));
    Counted counted = new Counted(new TreeMap<>(), new TreeSet<>(), new HashMap<>());
    for (JsonNode bucket : days) {
      LocalDate day = readDay(bucket);
      priced.forEach(
          bucket,
          (subject, quantities, cost) -> {
            String model = subject.model() == null ? "" : subject.model();
            counted.models().add(model);
            addAll(counted.sides(), day, model, quantities, cost);
          });
      for (JsonNode model : bucket.path(ReconciliationQuery.MODELS).path("buckets")) {
        counted
            .late()
            .put(
                dayOf(day, model.path("key").asString()),
                new long[] {
                  readSum(model, ReconciliationQuery.LATE),
                  readSum(model, ReconciliationQuery.WITHOUT_USAGE)
                });
      }
    }
    return counted;
  }

  Events readEvents(Scope scope, TimeRange range) {
    String pipeline = Workload.MODEL_CALLS.id();
    Map<LocalDate, Long> duplicates = new HashMap<>();
    searchFamily(
            scope,
            IndexFamily.PIPELINE_HOURLY,
            range,
            ReconciliationQuery.searchDuplicates(scope, range, pipeline))
        .forEach(
            bucket ->
                duplicates.put(readDay(bucket), readSum(bucket, ReconciliationQuery.DUPLICATES)));
    Map<LocalDate, Long> rejected = new HashMap<>();
    searchFamily(
            scope,
            IndexFamily.DEAD_LETTERS,
            range,
            ReconciliationQuery.searchRejected(scope, range, pipeline))
        .forEach(bucket -> rejected.put(readDay(bucket), bucket.path("doc_count").asLong()));
    return new Events(duplicates, rejected);
  }

  private JsonNode searchFamily(Scope scope, IndexFamily family, TimeRange range, Search search) {
    return store
        .search(scope, family, range, search)
        .path("aggregations")
        .path(ReconciliationQuery.DAYS)
        .path("buckets");
  }

  private static void addAll(
      Map<Subject, Side> sides,
      LocalDate day,
      String model,
      Quantities quantities,
      Optional<Cost> cost) {
    Map<PricedClass, BigDecimal> amounts = new HashMap<>();
    cost.ifPresent(
        known ->
            known
                .lines()
                .forEach(line -> amounts.merge(line.priced(), line.amount(), BigDecimal::add)));
    quantities
        .amounts()
        .forEach(
            (priced, quantity) -> {
              // A class that is priced as part of another one has no amount of its own.
              BigDecimal amount = amounts.get(priced);
              addSide(
                  sides,
                  new Subject(day, model, priced.id()),
                  new Side(BigDecimal.valueOf(quantity), amount));
            });
    addSide(
        sides,
        new Subject(day, model, TOTAL),
        new Side(
            BigDecimal.valueOf(quantities.totalTokens()),
            // The amount of a part is none of the whole.
            cost.filter(known -> known.unpriced().tokens() == 0).map(Cost::amount).orElse(null)));
  }

  /** Adds up; a number that is unknown in one part is unknown in the sum. */
  static void addSide(Map<Subject, Side> sides, Subject subject, Side side) {
    sides.merge(
        subject,
        side,
        (one, other) ->
            new Side(
                addAmounts(one.quantity(), other.quantity()),
                addAmounts(one.amount(), other.amount())));
  }

  private static BigDecimal addAmounts(BigDecimal one, BigDecimal other) {
    return one == null || other == null ? null : one.add(other);
  }

  private static Subject dayOf(LocalDate day, String model) {
    return new Subject(day, model, "");
  }

  private static LocalDate readDay(JsonNode bucket) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(bucket.path("key").asLong()), ZoneOffset.UTC);
  }

  private static long readSum(JsonNode bucket, String name) {
    return Aggregations.wholeNumber(bucket.path(name).path("value"));
  }
}
