/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.facets;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.TermsAggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.util.NamedValue;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.selection.Filters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** All facets in one search: each under the filters of all the others, its own left out. */
final class FacetsQuery {

  static final String VALUES = "values";
  static final String LABEL = "label";
  static final String UNKNOWN = "unknown";

  /**
   * Values that each index may hand in before the greatest are chosen: up to that many the counts
   * are exact.
   */
  private static final int EXACT_UP_TO = 10_000;

  private FacetsQuery() {}

  /** {@code names}: the values of a field whose name in the directory contains a text. */
  static Search body(FacetsRequest request, BiFunction<String, String, List<String>> names) {
    Map<String, Aggregation> facets = new LinkedHashMap<>();
    for (String field : request.fields()) {
      List<String> named = request.part().map(part -> names.apply(field, part)).orElse(List.of());
      facets.put(field, facet(request, field, named));
    }
    return Search.aggregate(request.selection().unfilteredQuery(), facets);
  }

  private static Aggregation facet(FacetsRequest request, String field, List<String> named) {
    Filters filters = request.selection().filters();
    List<Query> kept = new ArrayList<>(filters.keptClauses(field));
    boolean byName = request.workload().labelOf(field).isPresent() || !named.isEmpty();
    if (byName) {
      request.part().ifPresent(part -> kept.add(valueOrName(request, field, part, named)));
    }
    Aggregations inner = new Aggregations().add(VALUES, values(request, field, byName));
    if (request.part().isEmpty()) {
      inner.add(UNKNOWN, unknown(request, field));
    }
    Query others = Queries.all(kept, filters.leftOutClauses(field));
    return Aggregation.of(aggregation -> aggregation.filter(others).aggregations(inner.byName()));
  }

  private static Aggregation unknown(FacetsRequest request, String field) {
    Aggregations count = new Aggregations();
    request.workload().mainCount().addTo(count);
    return Aggregation.of(
        aggregation -> aggregation.filter(Queries.missing(field)).aggregations(count.byName()));
  }

  private static Aggregation values(FacetsRequest request, String field, boolean byName) {
    Metric count = request.workload().mainCount();
    Optional<String> label = request.workload().labelOf(field);
    TermsAggregation.Builder terms =
        new TermsAggregation.Builder()
            .field(field)
            .size(request.limit())
            .shardSize(EXACT_UP_TO)
            .order(
                List.of(
                    NamedValue.of(count.name(), SortOrder.Desc),
                    NamedValue.of("_key", SortOrder.Asc)));
    if (!byName) {
      request.part().ifPresent(part -> terms.include(values -> values.regexp(containing(part))));
    }
    Aggregations inner = new Aggregations();
    count.addTo(inner);
    label.ifPresent(name -> inner.add(LABEL, label(name)));
    return Aggregation.of(
        aggregation -> aggregation.terms(terms.build()).aggregations(inner.byName()));
  }

  /** People look for a value by its name as well; then it counts under that name alone. */
  private static Query valueOrName(
      FacetsRequest request, String field, String part, List<String> named) {
    List<Query> any = new ArrayList<>();
    any.add(Queries.regexp(field, containing(part)));
    request
        .workload()
        .labelOf(field)
        .ifPresent(label -> any.add(Queries.regexp(label, containing(part))));
    if (!named.isEmpty()) {
      any.add(Queries.terms(field, named));
    }
    return Queries.any(any);
  }

  private static Aggregation label(String field) {
    return Aggregation.of(aggregation -> aggregation.terms(terms -> terms.field(field).size(1)));
  }

  /** Every character stands for itself: what a caller sends is never an expression. */
  static String containing(String part) {
    StringBuilder expression = new StringBuilder(".*");
    part.codePoints().forEach(character -> append(expression, character));
    return expression.append(".*").toString();
  }

  private static void append(StringBuilder expression, int character) {
    int lower = Character.toLowerCase(character);
    int upper = Character.toUpperCase(character);
    if (lower != upper) {
      expression.append('[').appendCodePoint(lower).appendCodePoint(upper).append(']');
    } else if (character < 128 && !Character.isLetterOrDigit(character)) {
      expression.append('\\').appendCodePoint(character);
    } else {
      expression.appendCodePoint(character);
    }
  }
}
