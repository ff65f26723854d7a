/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.facets;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.CostMetrics;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.query.Queries;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.workload.FilterField;
import io.tidemark.api.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which values the filters have.
 *
 * @param fields the filters asked for
 * @param metric the greatest values of which come first
 * @param part what the values must contain, upper or lower case
 * @param limit values per filter
 */
record FacetsRequest(
    Workload workload,
    Selection selection,
    List<String> fields,
    Metric metric,
    Optional<String> part,
    int limit) {

  private static final long MOST_VALUES = 1_000;

  /** Heap that a value takes with its label and count, about. */
  private static final long BYTES_PER_VALUE = 2_000;

  /** A longer one makes an expression that Elasticsearch refuses. */
  static final int LONGEST_PART = 64;

  static ParameterSet parameters(Workload workload) {
    return Selection.longParameters(workload)
        .and(
            Parameter.choice(
                "facet", "Return only this filter. Default: all filters.", names(workload), null),
            Parameter.shortText(
                "q",
                "Return only values that contain this text, or whose display name does. Case is"
                    + " ignored.",
                "gpt",
                LONGEST_PART),
            Parameter.count(
                "limit",
                "Number of values per filter, the greatest first.",
                50L,
                20,
                1,
                MOST_VALUES),
            Parameter.choice(
                "order",
                "The metric by which values are ordered, the greatest first. An unknown cost comes"
                    + " last.",
                CostMetrics.sumNames(workload),
                workload.mainCount().name()))
        .and(CostMetrics.parametersOf(workload));
  }

  static FacetsRequest of(Workload workload, ParameterValues values, Scope scope, Tiers tiers) {
    return new FacetsRequest(
        workload,
        tiers.select(values, workload, scope),
        values.text("facet").map(List::of).orElse(names(workload)),
        CostMetrics.metric(workload, values.choice("order")),
        values.text("q"),
        values.size("limit"));
  }

  /** Whether the order is by the count that every value has. */
  boolean isByCount() {
    return metric.name().equals(workload.mainCount().name());
  }

  /** The query for values of a field that contain the text, or whose name does. */
  Optional<Query> matching(String field, NameSearch names) {
    return part.map(
        text -> {
          List<Query> any = new ArrayList<>();
          any.add(Queries.regexp(field, FacetsQuery.createPattern(text)));
          workload
              .labelOf(field)
              .ifPresent(label -> any.add(Queries.regexp(label, FacetsQuery.createPattern(text))));
          List<String> named = names.find(field, text);
          if (!named.isEmpty()) {
            any.add(Queries.terms(field, named));
          }
          return Queries.any(any);
        });
  }

  ExpectedAnswer expectedAnswer() {
    return ExpectedAnswer.ofItems((long) fields.size() * limit, BYTES_PER_VALUE);
  }

  private static List<String> names(Workload workload) {
    return workload.filters().stream().map(FilterField::name).toList();
  }
}
