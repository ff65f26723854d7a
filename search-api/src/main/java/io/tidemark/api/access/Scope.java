/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import static java.util.Objects.requireNonNull;

import io.tidemark.api.problem.ProblemException;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The documents that the bearer of a token may see. {@link Scopes} makes it from a token.
 *
 * @param tenant the only tenant whose data may be read
 * @param user who asks
 * @param roles the permissions of the user
 * @param mayView other users whose data this user may also see
 */
public record Scope(String tenant, String user, Set<Role> roles, SortedSet<String> mayView) {

  /** The user of what the API writes by itself. */
  public static final String OWN_USER = "tidemark";

  public Scope {
    requireNonNull(tenant, "tenant");
    requireNonNull(user, "user");
    roles = Collections.unmodifiableSet(new TreeSet<>(roles));
    mayView = Collections.unmodifiableSortedSet(new TreeSet<>(mayView));
  }

  /** A scope with the role super-admin, or with no role. */
  public Scope(String tenant, String user, boolean superAdmin, SortedSet<String> mayView) {
    this(tenant, user, superAdmin ? Set.of(Role.SUPER_ADMIN) : Set.of(), mayView);
  }

  /** Everything of a tenant, for the API's own work: never for the answer to a request. */
  public static Scope ofTenant(String tenant) {
    return new Scope(tenant, OWN_USER, Set.of(Role.SUPER_ADMIN), new TreeSet<>());
  }

  /** Whether the token grants {@code role}. */
  public boolean hasRole(Role role) {
    return roles.contains(role);
  }

  /** Whether all users of the tenant may be seen. */
  public boolean superAdmin() {
    return hasRole(Role.SUPER_ADMIN);
  }

  /**
   * Requires the role super-admin.
   *
   * @throws ProblemException 403 without it
   */
  public void requireSuperAdmin() {
    if (!superAdmin()) {
      throw ProblemException.superAdminOnly();
    }
  }

  /** Whether the data of {@code other} may be seen. */
  public boolean sees(String other) {
    return superAdmin() || user.equals(other) || mayView.contains(other);
  }

  /** Whether the data of every one of {@code others} may be seen. */
  public boolean seesAll(Collection<String> others) {
    return others.stream().allMatch(this::sees);
  }

  /** Self and granted users in a fixed order. Says nothing for a super-admin, who sees all. */
  public SortedSet<String> visibleUsers() {
    SortedSet<String> users = new TreeSet<>(mayView);
    users.add(user);
    return users;
  }
}
