/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ScopeFilter;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses a search body that could show another tenant's documents. */
final class TenantGuard {

  /** {@code suggest}, {@code post_filter}, scripts and the like have no place in a body. */
  private static final Set<String> BODY_MEMBERS =
      Set.of(
          "size",
          "timeout",
          "track_total_hits",
          "query",
          "aggs",
          "sort",
          "search_after",
          "_source");

  /** Members that look past the query, wherever they stand. */
  private static final Set<String> LOOK_PAST_THE_QUERY =
      Set.of("global", "script", "scripted_metric", "runtime_mappings", "more_like_this");

  private TenantGuard() {}

  /**
   * Passes a body whose query demands the scope's tenant of every document.
   *
   * @throws IllegalArgumentException otherwise: a fault of this program, never of a caller
   */
  static void require(Scope scope, JsonNode body) {
    for (String member : body.propertyNames()) {
      if (!BODY_MEMBERS.contains(member)) {
        throw new IllegalArgumentException("A search body must not have " + member);
      }
    }
    JsonNode filters = body.path("query").path("bool").path("filter");
    if (!filters.isArray() || !ScopeFilter.tenantTerm(scope).equals(filters.path(0))) {
      throw new IllegalArgumentException("The tenant filter must stand first in every query");
    }
    refuseLookingPast(body.path("aggs"));
  }

  private static void refuseLookingPast(JsonNode aggregations) {
    for (JsonNode aggregation : aggregations) {
      for (String member : aggregation.propertyNames()) {
        if (LOOK_PAST_THE_QUERY.contains(member)) {
          throw new IllegalArgumentException("An aggregation must not be of type " + member);
        }
      }
      refuseLookingPast(aggregation.path("aggs"));
    }
  }
}
