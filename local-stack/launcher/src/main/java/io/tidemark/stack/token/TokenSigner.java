/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tidemark.stack.StackException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;

/** Signs tokens (JWT, HS256) that the search API of the same stack accepts. */
public final class TokenSigner {

  private static final String AUDIENCE = "tidemark";

  private final TokenKey key;
  private final Clock clock;

  public TokenSigner(TokenKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** The token in its compact form. */
  public String signToken(TokenRequest request) {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .subject(request.user())
            .audience(AUDIENCE)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(request.timeToLive())))
            .claim("tenant", request.tenant())
            .claim("roles", request.roles())
            .claim("may_view", request.mayView())
            .build();
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      token.sign(new MACSigner(key.secret()));
    } catch (JOSEException failure) {
      throw new StackException("cannot sign a token with " + key.file(), failure);
    }
    return token.serialize();
  }
}
