/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.departments;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import java.util.Set;

/** Who sees and changes the accounts of departments. */
final class FinanceRoles {

  static final Set<Role> WRITERS = Set.of(Role.FINANCE, Role.SUPER_ADMIN);

  private FinanceRoles() {}

  static boolean mayRead(Scope scope) {
    return WRITERS.stream().anyMatch(scope::hasRole);
  }
}
