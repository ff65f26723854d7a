/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** A token that was checked, with the scope that it grants: read once for each request. */
final class ScopedToken extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Scope scope;

  private ScopedToken(Scope scope) {
    super(List.of());
    this.scope = scope;
    setAuthenticated(true);
  }

  /**
   * Reads the scope of a token whose signature and times were checked.
   *
   * @throws InvalidBearerTokenException when its claims grant none
   */
  static ScopedToken fromToken(Jwt token) {
    try {
      return new ScopedToken(Scopes.of(token));
    } catch (IllegalArgumentException e) {
      throw new InvalidBearerTokenException(e.getMessage(), e);
    }
  }

  Scope scope() {
    return scope;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Object getPrincipal() {
    return scope.user();
  }
}
