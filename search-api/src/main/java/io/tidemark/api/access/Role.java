/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A permission that a token grants. A role that is not in this list grants nothing. */
public enum Role {
  /** Sees all users of the tenant and changes the settings of the tenant. */
  SUPER_ADMIN,
  /** Sees costs of departments, statements and bills. */
  FINANCE,
  /** Asks for decisions about calls. */
  GATEWAY,
  /** Sends events. */
  INGEST,
  /** Changes the settings that all tenants share, and keys. */
  OPERATOR,
  /** Keeps the directory: an identity provider with SCIM, or an import. */
  DIRECTORY;

  /** The name in the claim {@code roles}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Role> findRole(String id) {
    return Stream.of(values()).filter(role -> role.id().equals(id)).findAny();
  }
}
