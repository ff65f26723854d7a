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
import io.tidemark.api.facets.OrderedFacets.Order;
import io.tidemark.api.facets.OrderedFacets.Orders;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.selection.Filters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /** {@code orders}: the values to count where they are not ordered by count. */
  static Search createSearch(FacetsRequest request, NameSearch names, Orders orders) {
    Map<String, Aggregation> facets = new LinkedHashMap<>();
    for (String field : request.fields()) {
      facets.put(field, facet(request, field, names, orders.find(field)));
    }
    return Search.aggregate(request.selection().unfilteredQuery(), facets);
  }

  private static Aggregation facet(
      FacetsRequest request, String field, NameSearch names, Optional<Order> order) {
    Filters filters = request.selection().filters();
    List<Query> kept = new ArrayList<>(filters.keptClauses(field));
    boolean named = request.part().map(part -> !names.find(field, part).isEmpty()).orElse(false);
    boolean byName = request.workload().labelOf(field).isPresent() || named;
    if (byName) {
      request.matching(field, names).ifPresent(kept::add);
    }
    Aggregations inner = new Aggregations();
    if (order.isEmpty()) {
      inner.add(VALUES, greatest(request, field, byName));
    } else if (!order.get().totals().isEmpty()) {
      inner.add(VALUES, chosen(request, field, order.get().totals().keySet()));
    }
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

  private static Aggregation greatest(FacetsRequest request, String field, boolean byName) {
    TermsAggregation.Builder terms =
        new TermsAggregation.Builder()
            .field(field)
            .size(request.limit())
            .shardSize(EXACT_UP_TO)
            .order(
                List.of(
                    NamedValue.of(request.workload().mainCount().name(), SortOrder.Desc),
                    NamedValue.of("_key", SortOrder.Asc)));
    if (!byName) {
      request.part().ifPresent(part -> terms.include(values -> values.regexp(createPattern(part))));
    }
    return values(request, field, terms.build());
  }

  private static Aggregation chosen(FacetsRequest request, String field, Set<String> chosen) {
    return values(
        request,
        field,
        TermsAggregation.of(
            terms ->
                terms
                    .field(field)
                    .size(chosen.size())
                    .include(values -> values.terms(List.copyOf(chosen)))));
  }

  private static Aggregation values(FacetsRequest request, String field, TermsAggregation terms) {
    Aggregations inner = new Aggregations();
    request.workload().mainCount().addTo(inner);
    request.workload().labelOf(field).ifPresent(name -> inner.add(LABEL, label(name)));
    return Aggregation.of(aggregation -> aggregation.terms(terms).aggregations(inner.byName()));
  }

  private static Aggregation label(String field) {
    return Aggregation.of(aggregation -> aggregation.terms(terms -> terms.field(field).size(1)));
  }

  /** Every character stands for itself: what a caller sends is never an expression. */
  static String createPattern(String part) {
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
