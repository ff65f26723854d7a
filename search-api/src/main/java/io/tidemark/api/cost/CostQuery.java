/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.timeseries.Points;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The usage by everything that prices depend on, as aggregations of any group of documents. */
final class CostQuery {

  /** Keys whose usage is priced in one answer, more than any platform has models. */
  static final int MOST_KEYS = 2_000;

  static final String COST = "cost";
  static final String USAGE = "cost_usage";
  static final String OPERATION = "cost_operation";
  static final String WITHOUT_KEY = "cost_without_key";
  static final String MODEL = "cost_model";
  static final String PROVIDER = "cost_provider";
  static final String SOURCE = "cost_source";

  private CostQuery() {}

  /** Adds the usage by period of equal prices and by key. */
  static void addTo(Aggregations aggregations, CostPlan plan) {
    if (plan.isConstant()) {
      createUsage(plan).byName().forEach(aggregations::add);
      return;
    }
    Map<String, Query> periods = new LinkedHashMap<>();
    for (int i = 0; i < plan.periods().size(); i++) {
      periods.put(periodName(i), plan.periods().get(i).query());
    }
    aggregations.add(
        COST,
        Aggregation.of(
            aggregation ->
                aggregation
                    .filters(filters -> filters.filters(each -> each.keyed(periods)))
                    .aggregations(createUsage(plan).byName())));
  }

  /** Adds what an account is read from. */
  static void addAccount(
      Aggregations aggregations, Selection selection, CostPlan plan, AccountDetail detail) {
    Points.addLongestWindow(aggregations, selection.tiers());
    addTo(aggregations, plan);
    if (detail.hasReportedCost()) {
      ReportedCost.addTo(aggregations);
    }
  }

  static String periodName(int position) {
    return "p" + position;
  }

  private static Aggregations createUsage(CostPlan plan) {
    UsageFields fields = plan.fields();
    Aggregations usage = new Aggregations();
    usage.add(USAGE, createTerms(fields.keyField(), byOperation(plan)));
    if (plan.withoutKey()) {
      // Documents of earlier builds have no key; the parts of it are dimensions.
      Aggregations bySource =
          new Aggregations().add(SOURCE, createTerms("model_source", byOperation(plan)));
      Aggregations byProvider = new Aggregations().add(PROVIDER, createTerms("provider", bySource));
      Aggregations byModel = new Aggregations().add(MODEL, createTerms("model", byProvider));
      usage.add(
          WITHOUT_KEY,
          Aggregation.of(
              aggregation ->
                  aggregation
                      .filter(Queries.missing(fields.keyField()))
                      .aggregations(byModel.byName())));
    }
    return usage;
  }

  private static Aggregations byOperation(CostPlan plan) {
    Aggregations sums = new Aggregations();
    plan.sums().forEach(field -> sums.addSum(field, field));
    return plan.byOperation()
        ? new Aggregations().add(OPERATION, createTerms("operation", sums))
        : sums;
  }

  private static Aggregation createTerms(String field, Aggregations inner) {
    return Aggregation.of(
        aggregation ->
            aggregation
                .terms(
                    terms ->
                        terms
                            .field(field)
                            .size(MOST_KEYS)
                            .shardSize(MOST_KEYS)
                            .missing(FieldValue.of("")))
                .aggregations(inner.byName()));
  }

  /** A query that all documents match. */
  static Query always() {
    return Query.of(query -> query.matchAll(all -> all));
  }

  /** Documents of any of some ranges of windows. */
  static Query anyOf(List<Query> ranges) {
    return ranges.size() == 1 ? ranges.get(0) : Queries.any(ranges);
  }
}
