/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.usage;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregationSource;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.budgets.definition.Budget;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.selection.Selection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The sums of a metric by the values of a dimension, as the distribution has them. */
public final class AccountQuery {

  public static final String ACCOUNTS = "accounts";
  static final String FINAL = "final";
  static final String WRITTEN = "written";

  static final String UPDATED_AT = "updated_at";
  private static final String HOUR = "hour";

  private AccountQuery() {}

  /** One sum over all usage. */
  static Search searchWhole(UsagePart part, Metric metric, Instant finalThrough) {
    Aggregations sums = createSums(metric, part, finalThrough);
    sums.addMax(WRITTEN, UPDATED_AT);
    return Search.aggregate(part.query(), sums.byName());
  }

  /** One page of sums by value; {@code after} is empty for the first page. */
  static Search byValue(
      UsagePart part,
      String dimension,
      Metric metric,
      Instant finalThrough,
      int pageSize,
      String after) {
    CompositeAggregation.Builder pages =
        new CompositeAggregation.Builder().size(pageSize).sources(List.of(createSource(dimension)));
    if (!after.isEmpty()) {
      pages.after(Map.of(dimension, FieldValue.of(after)));
    }
    Aggregation accounts =
        Aggregation.of(
            aggregation ->
                aggregation
                    .composite(pages.build())
                    .aggregations(createSums(metric, part, finalThrough).byName()));
    Aggregations all = new Aggregations().add(ACCOUNTS, accounts).addMax(WRITTEN, UPDATED_AT);
    return Search.aggregate(part.query(), all.byName());
  }

  /** Sums by hour. */
  public static Aggregation createHours(Metric metric) {
    Aggregations sums = new Aggregations();
    metric.addTo(sums);
    return Aggregation.of(
        aggregation ->
            aggregation
                .dateHistogram(
                    all -> all.field(HOUR).fixedInterval(t -> t.time("1h")).minDocCount(1))
                .aggregations(sums.byName()));
  }

  /** Sums by account and hour; of a budget without a dimension, by hour. */
  public static Search byHour(
      Selection selection, Budget budget, Metric metric, Set<String> values) {
    Aggregation hours = createHours(metric);
    if (budget.isWhole()) {
      return Search.aggregate(selection.hourlyQuery(), Map.of(ACCOUNTS, hours));
    }
    Aggregation accounts =
        Aggregation.of(
            aggregation ->
                aggregation
                    .terms(terms -> terms.field(budget.per()).size(values.size()))
                    .aggregations(HOUR, hours));
    Query query =
        selection.query(HOUR, List.of(Queries.terms(budget.per(), new TreeSet<>(values))));
    return Search.aggregate(query, Map.of(ACCOUNTS, accounts));
  }

  /** Usage without a value has no account. */
  private static Map<String, CompositeAggregationSource> createSource(String dimension) {
    return Map.of(
        dimension,
        CompositeAggregationSource.of(source -> source.terms(terms -> terms.field(dimension))));
  }

  static Aggregations createSums(Metric metric, UsagePart part, Instant finalThrough) {
    Aggregations sums = new Aggregations();
    metric.addTo(sums);
    if (finalThrough == null) {
      return sums;
    }
    Aggregations finals = new Aggregations();
    metric.addTo(finals);
    return sums.add(
        FINAL,
        Aggregation.of(
            aggregation ->
                aggregation
                    .filter(Queries.within(HOUR, part.selection().range().from(), finalThrough))
                    .aggregations(finals.byName())));
  }
}
