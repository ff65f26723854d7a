/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.me;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.CostAccess;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Access")
class MeController implements Routes {

  private static final String PATH = "/api/v1/me";

  /**
   * Who asks.
   *
   * @param roles {@code super-admin}, {@code finance}, {@code gateway}, {@code ingest}, {@code
   *     operator} or {@code directory}; unknown roles of the token are left out
   * @param mayView users whose usage is shown in addition to one's own; without meaning for a
   *     super-admin
   * @param costs whether costs are shown
   */
  record Me(String user, String tenant, List<String> roles, List<String> mayView, boolean costs) {}

  private final CostAccess costs;

  MeController(CostAccess costs) {
    this.costs = costs;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ParameterSet.NONE);
  }

  @GetMapping(PATH)
  @Operation(summary = "The user of the token, and the users whose usage is visible")
  Me me(Scope scope, ParameterValues values) {
    return new Me(
        scope.user(),
        scope.tenant(),
        scope.roles().stream().map(Role::id).toList(),
        List.copyOf(scope.mayView()),
        costs.isGranted(scope));
  }
}
