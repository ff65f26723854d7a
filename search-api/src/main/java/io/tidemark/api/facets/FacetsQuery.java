/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.facets;

import io.tidemark.api.metric.Metric;
import io.tidemark.api.query.Clauses;
import io.tidemark.api.query.SearchBody;
import io.tidemark.api.selection.Filters;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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

  static ObjectNode body(FacetsRequest request) {
    ObjectNode facets = Clauses.object();
    for (String field : request.fields()) {
      facets.set(field, facet(request, field));
    }
    return SearchBody.aggregate(request.selection().unfilteredQuery(), facets);
  }

  private static ObjectNode facet(FacetsRequest request, String field) {
    Filters filters = request.selection().filters();
    List<JsonNode> kept = new ArrayList<>(filters.keptClauses(field));
    request
        .part()
        .ifPresent(
            part ->
                request
                    .workload()
                    .labelOf(field)
                    .ifPresent(label -> kept.add(valueOrLabel(field, label, containing(part)))));
    ObjectNode facet = Clauses.object("filter", Clauses.all(kept, filters.leftOutClauses(field)));
    ObjectNode inner = Clauses.object(VALUES, values(request, field));
    if (request.part().isEmpty()) {
      inner.set(UNKNOWN, unknown(request, field));
    }
    facet.set("aggs", inner);
    return facet;
  }

  private static ObjectNode unknown(FacetsRequest request, String field) {
    ObjectNode count = Clauses.object();
    request.workload().mainCount().addTo(count);
    return Clauses.object("filter", Clauses.missing(field)).set("aggs", count);
  }

  private static ObjectNode values(FacetsRequest request, String field) {
    Metric count = request.workload().mainCount();
    ObjectNode terms = Clauses.object().put("field", field).put("size", request.limit());
    terms.put("shard_size", EXACT_UP_TO);
    if (request.workload().labelOf(field).isEmpty()) {
      request.part().ifPresent(part -> terms.put("include", containing(part)));
    }
    terms.set(
        "order",
        Clauses.array(
            List.of(
                Clauses.object().put(count.name(), "desc"), Clauses.object().put("_key", "asc"))));
    ObjectNode inner = Clauses.object();
    count.addTo(inner);
    request.workload().labelOf(field).ifPresent(label -> inner.set(LABEL, label(label)));
    ObjectNode values = Clauses.object("terms", terms);
    return values.set("aggs", inner);
  }

  /** People look for a workflow by its name as well; then it counts under that name alone. */
  private static ObjectNode valueOrLabel(String field, String label, String expression) {
    return Clauses.any(
        List.of(Clauses.regexp(field, expression), Clauses.regexp(label, expression)));
  }

  private static JsonNode label(String field) {
    return Clauses.object("terms", Clauses.object().put("field", field).put("size", 1));
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
