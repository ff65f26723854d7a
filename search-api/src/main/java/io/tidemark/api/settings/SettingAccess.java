/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Who may read and change settings, and which ids they have. */
final class SettingAccess {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private SettingAccess() {}

  /** Requires that the caller may read settings of this kind. */
  static void requireReader(Scope scope, SettingKind<?> kind) {
    if (!kind.mayRead(scope)) {
      throw ProblemException.roleNeeded(
          "Your token may not read " + kind.plural() + ".", List.of());
    }
  }

  /**
   * Requires that the caller may change settings of this kind.
   *
   * @throws ProblemException 403 otherwise
   */
  static void requireWriter(Scope scope, SettingKind<?> kind, boolean shared) {
    Set<Role> writers = shared ? kind.sharedWriters() : kind.writers();
    if (writers.stream().noneMatch(scope::hasRole)) {
      throw ProblemException.roleNeeded(
          shared && writers.isEmpty()
              ? kind.plural() + " belong to one tenant each and cannot be shared."
              : "Your token may not change these " + kind.plural() + ".",
          writers.stream().map(Role::id).sorted().toList());
    }
  }

  /** Whether a setting may have this id. */
  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  /**
   * The address of a setting of the tenant, or of all tenants.
   *
   * @throws ProblemException 400 for a text that is no id
   */
  static SettingAddress createAddress(Scope scope, SettingKind<?> kind, String id, boolean shared) {
    if (!isId(id)) {
      throw ProblemException.invalidParameter(
          "id",
          "This is not an id of a setting.",
          List.of("1 to 64 of a-z, 0-9, dot, hyphen and underscore, the first a letter or digit"));
    }
    return new SettingAddress(kind.id(), shared ? SettingAddress.SHARED : scope.tenant(), id);
  }
}
