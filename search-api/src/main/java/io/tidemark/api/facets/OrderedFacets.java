/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.facets;

import io.tidemark.api.cost.CostBasis;
import io.tidemark.api.cost.CostMetric;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.cost.PricedSelection;
import io.tidemark.api.cost.ReportedCost;
import io.tidemark.api.groups.Group;
import io.tidemark.api.groups.GroupRanking;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Orders the values of filters by any metric that adds up. Elasticsearch counts the values that
 * this chooses: it cannot order by costs, which it does not know.
 */
@Component
class OrderedFacets {

  private final GroupRanking ranking;
  private final Costs costs;

  OrderedFacets(GroupRanking ranking, Costs costs) {
    this.ranking = ranking;
    this.costs = costs;
  }

  /**
   * The order of the values of each filter.
   *
   * @param basis how the amounts came about
   * @param byField the values of each filter
   */
  record Orders(CostBasis basis, Map<String, Order> byField) {

    /** Descending counts. */
    static final Orders BY_COUNT = new Orders(CostBasis.NONE, Map.of());

    Optional<Order> find(String field) {
      return Optional.ofNullable(byField.get(field));
    }
  }

  /**
   * The greatest values of a filter.
   *
   * @param totals by value, greatest first; null where the metric is unknown
   * @param unknown the metric of documents without a value
   * @param more whether there are further values
   */
  record Order(Map<String, Number> totals, Number unknown, boolean more) {}

  Orders find(FacetsRequest request, ParameterValues values, NameSearch names) {
    if (request.isByCount()) {
      return Orders.BY_COUNT;
    }
    Map<Filters, Optional<PricedSelection>> priced = new HashMap<>();
    Map<String, Order> orders = new LinkedHashMap<>();
    for (String field : request.fields()) {
      Selection others = request.selection().without(field);
      Optional<PricedSelection> found =
          priced.computeIfAbsent(others.filters(), key -> price(request, others, values));
      Selection read =
          request
              .matching(field, names)
              .map(found.map(PricedSelection::selection).orElse(others)::narrow)
              .orElse(found.map(PricedSelection::selection).orElse(others));
      Metric metric =
          found
              .map(one -> one.metric(CostMetric.of(request.metric().name())))
              .orElse(request.metric());
      orders.put(field, rank(request, read, field, metric));
    }
    CostBasis basis =
        priced
            .computeIfAbsent(
                request.selection().filters(), key -> price(request, request.selection(), values))
            .map(PricedSelection::basis)
            .orElseGet(() -> ReportedCost.basis(request.metric(), costs.reportedCurrency()));
    return new Orders(basis, orders);
  }

  private Optional<PricedSelection> price(
      FacetsRequest request, Selection selection, ParameterValues values) {
    return costs.price(request.workload(), selection, request.metric(), values);
  }

  private Order rank(FacetsRequest request, Selection selection, String field, Metric metric) {
    List<Group> all =
        ranking
            .rank(request.workload(), selection, List.of(field), metric, GroupRanking.MOST_GROUPS)
            .greatest();
    List<Group> known = new ArrayList<>(all);
    known.removeIf(group -> group.keys().get(0) == null);
    Map<String, Number> totals = new LinkedHashMap<>();
    known.stream()
        .limit(request.limit())
        .forEach(group -> totals.put(group.keys().get(0), group.value()));
    Number unknown =
        all.stream()
            .filter(group -> group.keys().get(0) == null)
            .findFirst()
            .map(Group::value)
            .orElse(null);
    return new Order(totals, unknown, known.size() > request.limit());
  }
}
