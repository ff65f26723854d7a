/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.query.Queries;
import java.util.ArrayList;
import java.util.List;

/** Turns a scope into the filter that comes first in every query. */
public final class ScopeFilter {

  private static final String TENANT = "tenant_id";

  private ScopeFilter() {}

  /** For documents that belong to a tenant and to no user. */
  public static List<Query> tenant(Scope scope) {
    return List.of(Queries.term(TENANT, scope.tenant()));
  }

  /** For documents that belong to a user: what this scope may see of them. */
  public static List<Query> usage(Scope scope) {
    List<Query> filters = new ArrayList<>(tenant(scope));
    if (!scope.superAdmin()) {
      filters.add(Queries.terms("user_id", scope.visibleUsers()));
    }
    return filters;
  }

  /** Whether a query is the one without which no search is sent. */
  public static boolean isTenantTerm(String tenant, Query query) {
    return query.isTerm()
        && query.term().field().equals(TENANT)
        && query.term().value().isString()
        && query.term().value().stringValue().equals(tenant);
  }
}
