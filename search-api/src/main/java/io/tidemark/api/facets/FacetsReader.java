/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.facets;

import io.tidemark.api.facets.FacetsAnswer.Facet;
import io.tidemark.api.facets.FacetsAnswer.Value;
import io.tidemark.api.facets.OrderedFacets.Order;
import io.tidemark.api.facets.OrderedFacets.Orders;
import io.tidemark.api.selection.Filters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads answers to {@link FacetsQuery}. */
final class FacetsReader {

  private FacetsReader() {}

  /** {@code names}: the name that the directory has for a value of a field. */
  static List<Facet> readFacets(
      FacetsRequest request,
      JsonNode answer,
      Orders orders,
      BiFunction<String, String, Optional<String>> names) {
    List<Facet> facets = new ArrayList<>();
    for (String field : request.fields()) {
      JsonNode facet = answer.path("aggregations").path(field);
      JsonNode found = facet.path(FacetsQuery.VALUES);
      Map<String, Value> counted = new LinkedHashMap<>();
      for (JsonNode bucket : found.path("buckets")) {
        Value value = value(request, bucket, one -> names.apply(field, one));
        counted.put(value.value(), value);
      }
      Optional<Order> order = orders.find(field);
      List<Value> values =
          order
              .map(one -> arrange(one, counted))
              .orElseGet(() -> new ArrayList<>(counted.values()));
      long unknown = request.workload().mainCount().read(facet.path(FacetsQuery.UNKNOWN));
      if (unknown > 0) {
        Number total = order.map(Order::unknown).orElse(null);
        values.add(new Value(Filters.UNKNOWN, Filters.UNKNOWN, unknown, total));
      }
      boolean more = found.path("sum_other_doc_count").asLong() > 0;
      facets.add(new Facet(field, values, order.map(Order::more).orElse(more)));
    }
    return facets;
  }

  private static List<Value> arrange(Order order, Map<String, Value> counted) {
    List<Value> values = new ArrayList<>();
    order
        .totals()
        .forEach(
            (key, total) -> {
              Value value = counted.get(key);
              // Without documents any more: the index changed between the two searches.
              if (value != null) {
                values.add(new Value(key, value.label(), value.count(), total));
              }
            });
    return values;
  }

  private static Value value(
      FacetsRequest request, JsonNode bucket, Function<String, Optional<String>> names) {
    String value = bucket.path("key").asString();
    JsonNode label = bucket.path(FacetsQuery.LABEL).path("buckets").path(0).path("key");
    return new Value(
        value,
        names.apply(value).orElse(label.isMissingNode() ? value : label.asString()),
        request.workload().mainCount().read(bucket),
        null);
  }
}
