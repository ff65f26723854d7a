/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import io.tidemark.api.query.Clauses;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Turns a scope into the filter that stands first in every query. */
public final class ScopeFilter {

  private ScopeFilter() {}

  /** For documents that belong to a tenant and to no user. */
  public static List<JsonNode> tenant(Scope scope) {
    return List.of(tenantTerm(scope));
  }

  /** For documents that belong to a user: what this scope may see of them. */
  public static List<JsonNode> usage(Scope scope) {
    List<JsonNode> filters = new ArrayList<>(tenant(scope));
    if (!scope.superAdmin()) {
      filters.add(Clauses.terms("user_id", scope.visibleUsers()));
    }
    return filters;
  }

  /** The clause without which no search body is sent. */
  public static JsonNode tenantTerm(Scope scope) {
    return tenantTerm(scope.tenant());
  }

  /** The same for a tenant by its name. */
  public static JsonNode tenantTerm(String tenant) {
    return Clauses.term("tenant_id", tenant);
  }
}
