/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One kind of settings: its names, its rules, and who may do what.
 *
 * @param <T> what a body becomes
 */
public interface SettingKind<T> {

  /** For kinds without a limit, all of which only a view reads. */
  int UNLIMITED = Integer.MAX_VALUE;

  /** The name in documents and files, for example {@code price-list}. */
  String id();

  /** The name in addresses, for example {@code price-lists}. */
  String plural();

  /**
   * Reads a body.
   *
   * @throws SettingFault when an entry is not accepted
   */
  T parse(String id, JsonNode body);

  /**
   * Checks what must hold when a setting is written, and may change later: that something it names
   * exists, or that a time is ahead.
   *
   * @throws SettingFault when an entry is not accepted
   */
  default void requireCurrent(String tenant, T value) {}

  /** Whether settings of the tenant and shared ones may be read. */
  default boolean mayRead(Scope scope) {
    return scope.hasRole(Role.SUPER_ADMIN) || scope.hasRole(Role.OPERATOR);
  }

  /** Roles that may change settings of their tenant. */
  default Set<Role> writers() {
    return Set.of(Role.SUPER_ADMIN);
  }

  /** Roles that may change settings that all tenants share; empty when there are none. */
  default Set<Role> sharedWriters() {
    return Set.of();
  }

  /** Members of the body, at any depth, that no answer and no log of changes shows. */
  default Set<String> secretMembers() {
    return Set.of();
  }

  /** Whether an operator may keep settings of this kind in files. */
  default boolean mayStandInFiles() {
    return true;
  }

  /** Whether a body makes its setting the default of the tenant: files hold one of each kind. */
  default boolean isDefault(JsonNode body) {
    return false;
  }

  /** Settings that a tenant may have. */
  default int mostPerTenant() {
    return 1_000;
  }

  /** Longest body in bytes. */
  default int mostBytes() {
    return 256 << 10;
  }
}
