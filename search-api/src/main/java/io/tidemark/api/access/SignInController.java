/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import java.net.URI;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Access")
class SignInController implements Routes {

  /** The one route that wants no token. */
  static final String PATH = "/api/v1/sign-in";

  /** Where people get a token from. */
  enum Mode {
    /** From the operator: they paste it, or follow a link that carries it. */
    token,
    /** From the issuer, with authorization code and PKCE. */
    oidc
  }

  /**
   * How to sign in; all but the mode are there with {@code oidc} alone. The names are those of
   * OpenID Connect Discovery.
   */
  @JsonInclude(Include.NON_NULL)
  record SignIn(
      Mode mode,
      String issuer,
      String clientId,
      URI authorizationEndpoint,
      URI tokenEndpoint,
      String scope) {}

  private final SignIn answer;

  SignInController(SignInProperties signIn, TokenProperties tokens) {
    if (signIn.atIssuer() && tokens.issuer() == null) {
      throw new IllegalStateException(
          "tidemark.sign-in is set, but no token of an issuer is accepted: set tidemark.token.jwks-uri"
              + " and tidemark.token.issuer.");
    }
    this.answer =
        signIn.atIssuer()
            ? new SignIn(
                Mode.oidc,
                tokens.issuer(),
                signIn.clientId(),
                signIn.authorizationEndpoint(),
                signIn.tokenEndpoint(),
                signIn.scope())
            : new SignIn(Mode.token, null, null, null, null, null);
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ParameterSet.NONE);
  }

  @GetMapping(PATH)
  @Operation(summary = "How users get a token; requires no token")
  @SecurityRequirements
  SignIn signIn(ParameterValues values) {
    return answer;
  }
}
