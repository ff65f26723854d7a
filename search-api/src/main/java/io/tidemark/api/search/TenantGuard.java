/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.access.Scope;
import io.tidemark.api.access.ScopeFilter;
import io.tidemark.api.query.Search;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Refuses a search that could show another tenant's documents. */
final class TenantGuard {

  /** {@code global}, scripts and the like look past the query. */
  private static final Set<Aggregation.Kind> AGGREGATIONS =
      EnumSet.of(
          Aggregation.Kind.Sum,
          Aggregation.Kind.Stats,
          Aggregation.Kind.Min,
          Aggregation.Kind.Max,
          Aggregation.Kind.Cardinality,
          Aggregation.Kind.Terms,
          Aggregation.Kind.Composite,
          Aggregation.Kind.Filter,
          Aggregation.Kind.Filters,
          Aggregation.Kind.DateHistogram,
          Aggregation.Kind.DateRange);

  private TenantGuard() {}

  /**
   * Passes a search whose query demands the scope's tenant of every document.
   *
   * @throws IllegalArgumentException otherwise: a fault of this program, never of a caller
   */
  static void requireTenant(Scope scope, Search search) {
    requireTenant(scope, search.query());
    requireAllowed(search.aggregations().values());
  }

  /** As above, for a query alone. */
  static void requireTenant(Scope scope, Query query) {
    requireTenant(scope.tenant(), query);
  }

  /** The same for a tenant by its name. */
  static void requireTenant(String tenant, Query query) {
    if (!query.isBool()
        || query.bool().filter().isEmpty()
        || !ScopeFilter.isTenantTerm(tenant, query.bool().filter().get(0))) {
      throw new IllegalArgumentException("The tenant filter must come first in every query");
    }
  }

  private static void requireAllowed(Collection<Aggregation> aggregations) {
    for (Aggregation aggregation : aggregations) {
      if (!AGGREGATIONS.contains(aggregation._kind())) {
        throw new IllegalArgumentException(
            "An aggregation must not be of type " + aggregation._kind());
      }
      requireAllowed(aggregation.aggregations().values());
    }
  }
}
