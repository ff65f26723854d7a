/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.token;

import io.tidemark.model.schema.Limits;
import io.tidemark.stack.StackException;
import java.time.Duration;
import java.util.List;

/**
 * Whom a token is for.
 *
 * @param tenant whose data it opens
 * @param user in that tenant
 * @param roles some of {@link #ROLES}, or none
 * @param mayView other users whose data this user may see
 * @param timeToLive until it expires
 */
public record TokenRequest(
    String tenant, String user, List<String> roles, List<String> mayView, Duration timeToLive) {

  /** The role that sees all users of its tenant. */
  public static final String SUPER_ADMIN = "super-admin";

  /** The role that changes settings which all tenants share. */
  public static final String OPERATOR = "operator";

  /** All roles that the search API knows. */
  public static final List<String> ROLES =
      List.of(SUPER_ADMIN, "finance", "gateway", "ingest", OPERATOR, "directory");

  private static final Duration SIGN_IN = Duration.ofHours(8);

  /** Rejects names that the search API does not accept. */
  public TokenRequest {
    requireName("tenant", tenant);
    requireName("user", user);
    mayView.forEach(other -> requireName("user to view", other));
  }

  private static void requireName(String what, String name) {
    if (name.isBlank() || name.length() > Limits.MAX_TEXT_CHARACTERS) {
      throw new StackException(
          "the %s must have 1 to %d characters, not only spaces"
              .formatted(what, Limits.MAX_TEXT_CHARACTERS));
    }
  }

  /** A super-admin of the tenant that sample usage is fed for. */
  public static TokenRequest signIn(String tenant) {
    return new TokenRequest(tenant, "admin", List.of(SUPER_ADMIN), List.of(), SIGN_IN);
  }
}
