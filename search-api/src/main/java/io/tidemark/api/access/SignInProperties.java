/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the page sends people to the issuer (authorization code with PKCE). All but the scope must be
 * given, or none: then the page asks for a token.
 *
 * @param clientId the page's public client at the issuer
 * @param authorizationEndpoint where the browser goes to sign in
 * @param tokenEndpoint where the page trades its code for a token; must allow the page's origin
 * @param scope what the page asks for
 */
@ConfigurationProperties("tidemark.sign-in")
record SignInProperties(
    String clientId,
    URI authorizationEndpoint,
    URI tokenEndpoint,
    @DefaultValue("openid") String scope) {

  SignInProperties {
    boolean none = clientId == null && authorizationEndpoint == null && tokenEndpoint == null;
    boolean all = clientId != null && authorizationEndpoint != null && tokenEndpoint != null;
    if (!none && !all) {
      throw new IllegalArgumentException(
          "tidemark.sign-in: give client-id, authorization-endpoint and token-endpoint together.");
    }
    requireAbsolute("authorization-endpoint", authorizationEndpoint);
    requireAbsolute("token-endpoint", tokenEndpoint);
  }

  private static void requireAbsolute(String name, URI address) {
    if (address != null && (address.getScheme() == null || address.getHost() == null)) {
      throw new IllegalArgumentException(
          "tidemark.sign-in." + name + ": write the whole address, not " + address);
    }
  }

  boolean atIssuer() {
    return clientId != null;
  }

  /** Scheme, host and port of the token endpoint: the one foreign place that the page talks to. */
  String tokenOrigin() {
    String port = tokenEndpoint.getPort() < 0 ? "" : ":" + tokenEndpoint.getPort();
    return tokenEndpoint.getScheme() + "://" + tokenEndpoint.getHost() + port;
  }
}
