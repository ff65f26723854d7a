/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Finds the token of a request. A gateway that asks with the headers of a call keeps {@code
 * Authorization} for the provider, and sends its own token in another header.
 */
final class GatewayTokenResolver implements BearerTokenResolver {

  static final String HEADER = "X-Tidemark-Token";

  private static final String CHECK = "/api/v1/decisions/check";

  private final BearerTokenResolver others = new DefaultBearerTokenResolver();

  @Override
  public String resolve(HttpServletRequest request) {
    String token = request.getHeader(HEADER);
    boolean check = request.getRequestURI().startsWith(CHECK);
    return check && token != null ? token : others.resolve(request);
  }
}
