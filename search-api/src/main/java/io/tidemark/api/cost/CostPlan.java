/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Queries;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.SplitSearch;
import io.tidemark.model.pricing.AppliedPrice;
import io.tidemark.model.pricing.PriceBook;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.Pricing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.UnaryOperator;

/**
 * How the usage of a selection is priced: in periods in which all of its prices stay the same,
 * whatever the points or groups of the answer are. The hours of a day with the same factor are one
 * period over all days.
 *
 * @param windows the documents with the usage
 * @param prices those that apply
 * @param periods each with the query for its windows and one instant of it
 * @param byOperation whether some price demands an operation
 * @param withoutKey whether some documents have no key
 * @param sums the fields that the prices need
 * @param keys how many different keys there are
 * @param rename what usage is priced as, usually itself
 */
record CostPlan(
    UsageFields fields,
    UsageWindows windows,
    AppliedPrices prices,
    List<Period> periods,
    boolean byOperation,
    boolean withoutKey,
    List<String> sums,
    int keys,
    UnaryOperator<PriceSubject> rename) {

  /** Elasticsearch takes 1,024 clauses of a query, and filters of an aggregation, at least. */
  private static final int MOST_CLAUSES = 1_000;

  /** Changes of prices, times the usage whose prices differ: as many prices are found. */
  private static final int MOST_PRICES = 2_000_000;

  /** Windows in which all prices are the same as at {@code at}. */
  record Period(Query query, Instant at) {}

  CostPlan {
    periods = List.copyOf(periods);
    sums = List.copyOf(sums);
  }

  /**
   * A plan that reads all usage of a range by key, to find out what must be priced.
   *
   * @param sums the fields that the account needs
   */
  static CostPlan createFirst(
      UsageFields fields,
      UsageWindows windows,
      PriceBook book,
      List<String> sums,
      TimeRange range,
      UnaryOperator<PriceSubject> rename) {
    return new CostPlan(
        fields,
        windows,
        new AppliedPrices(book),
        List.of(new Period(CostQuery.always(), range.from())),
        book.usesOperation(fields.workload()),
        false,
        sums,
        1,
        rename);
  }

  /** The same plan for documents of which some have no key. */
  CostPlan readWithoutKey() {
    return new CostPlan(fields, windows, prices, periods, byOperation, true, sums, keys, rename);
  }

  /** The same plan for usage that has no more tokens than input and output. */
  CostPlan leaveOutTotal() {
    List<String> others =
        sums.stream().filter(sum -> !UsageFields.OF_UNSPLIT.contains(sum)).toList();
    return new CostPlan(
        fields, windows, prices, periods, byOperation, withoutKey, others, keys, rename);
  }

  /** The same plan with all sums. */
  CostPlan readAllSums() {
    return new CostPlan(
        fields, windows, prices, periods, byOperation, withoutKey, fields.sums(), keys, rename);
  }

  PriceBook book() {
    return prices.book();
  }

  /** Two plans with half of the periods each; empty when they are too few. */
  List<CostPlan> listHalves() {
    // A single period stands for all documents.
    return periods.size() < 4
        ? List.of()
        : SplitSearch.halveList(periods).stream().map(this::selectPeriods).toList();
  }

  private CostPlan selectPeriods(List<Period> some) {
    return new CostPlan(fields, windows, prices, some, byOperation, withoutKey, sums, keys, rename);
  }

  /** Whether no price changes in the range. */
  boolean isConstant() {
    return periods.size() == 1;
  }

  /** The plan for the usage that was found. */
  CostPlan refinePlan(Collection<PriceSubject> subjects, boolean anyWithoutKey, TimeRange range) {
    Map<List<Object>, List<Query>> ranges = new LinkedHashMap<>();
    Map<List<Object>, Instant> first = new LinkedHashMap<>();
    NavigableSet<Instant> changes = listChanges(subjects, range);
    changes.add(range.from());
    List<PriceSubject> changing = book().listChanging(subjects, range.from(), range.to());
    requireFew((long) changes.size() * changing.size(), MOST_PRICES);
    for (Instant from : changes) {
      Instant next = changes.higher(from);
      List<Object> applied = new ArrayList<>();
      // Not kept: at most of these instants the prices are those of an earlier one.
      changing.forEach(
          subject ->
              applied.add(
                  Pricing.findPrice(book(), subject, from)
                      .map(CostPlan::identifyPrice)
                      .orElse("")));
      first.putIfAbsent(applied, from);
      ranges
          .computeIfAbsent(applied, key -> new ArrayList<>())
          .add(Queries.within(windows.field(), from, next == null ? range.to() : next));
      requireFew(ranges.size(), MOST_CLAUSES);
    }
    List<Period> all = new ArrayList<>();
    ranges.forEach((applied, queries) -> addPeriods(all, queries, first.get(applied)));
    return new CostPlan(
        fields,
        windows,
        prices,
        ranges.size() == 1 ? List.of(new Period(CostQuery.always(), range.from())) : all,
        byOperation,
        anyWithoutKey,
        sums,
        subjects.size(),
        rename);
  }

  private static void requireFew(long changes, long most) {
    if (changes > most) {
      throw ProblemException.tooLarge(
          "The prices change too often in this range; ask for a shorter one.", most);
    }
  }

  /** Hours that come again each day are many ranges of a year. */
  private static void addPeriods(List<Period> periods, List<Query> ranges, Instant at) {
    for (int i = 0; i < ranges.size(); i += MOST_CLAUSES) {
      List<Query> some = ranges.subList(i, Math.min(ranges.size(), i + MOST_CLAUSES));
      periods.add(new Period(CostQuery.anyOf(some), at));
    }
  }

  /** Lists of a tenant and of all tenants may give one id to different prices. */
  private static Object identifyPrice(AppliedPrice price) {
    return List.of(price.id(), price.factor().stripTrailingZeros(), price.prices().asMap());
  }

  /** The instants inside a range at which a price of some usage changes. */
  NavigableSet<Instant> listChanges(Collection<PriceSubject> subjects, TimeRange range) {
    return book().listChanges(subjects, range.from(), range.to());
  }

  /** The same plan with the fields alone that decide amounts: parts cannot be told apart. */
  CostPlan forAmounts(Collection<PriceSubject> subjects) {
    List<String> needed = NeededFields.selectFields(this, subjects);
    return new CostPlan(
        fields, windows, prices, periods, byOperation, withoutKey, needed, keys, rename);
  }

  /** Buckets that a group of documents has at most. */
  int buckets() {
    return periods.size() * (keys + 1);
  }
}
