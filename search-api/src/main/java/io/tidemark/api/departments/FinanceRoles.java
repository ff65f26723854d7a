/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.departments;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who sees and changes the accounts of departments. */
public final class FinanceRoles {

  static final Set<Role> WRITERS = Set.of(Role.FINANCE, Role.SUPER_ADMIN);

  private FinanceRoles() {}

  /** Whether the caller may see the accounts of departments. */
  public static boolean mayRead(Scope scope) {
    return WRITERS.stream().anyMatch(scope::hasRole);
  }

  /**
   * Everything of the tenant, for an account of departments: finance sees the sums of all users.
   *
   * @throws ProblemException 403 for other callers
   */
  public static Scope requireWhole(Scope scope) {
    if (!mayRead(scope)) {
      throw ProblemException.roleNeeded(
          "Your token may not read accounts of departments.",
          List.of(Role.FINANCE.id(), Role.SUPER_ADMIN.id()));
    }
    Set<Role> roles = new TreeSet<>(scope.roles());
    roles.add(Role.SUPER_ADMIN);
    return new Scope(scope.tenant(), scope.user(), roles, new TreeSet<>(scope.mayView()));
  }
}
