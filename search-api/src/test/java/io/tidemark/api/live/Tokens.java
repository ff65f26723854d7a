/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Tokens, good and bad. */
@SuppressWarnings("JavaUtilDate") // The library takes this type.
public final class Tokens {

  private final byte[] key;

  public Tokens(byte[] key) {
    this.key = key.clone();
  }

  public String member(String tenant, String user, String... mayView) {
    return sign(claims(tenant, user).claim("may_view", List.of(mayView)).build());
  }

  public String superAdmin(String tenant, String user) {
    return sign(claims(tenant, user).claim("roles", List.of("super-admin")).build());
  }

  /** The claims of a valid token, to be spoiled. */
  public static JWTClaimsSet.Builder claims(String tenant, String user) {
    return new JWTClaimsSet.Builder()
        .subject(user)
        .claim("tenant", tenant)
        .audience("tidemark")
        .issueTime(new Date())
        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
  }

  /** Valid until an hour ago. */
  public static JWTClaimsSet expired(String tenant, String user) {
    Instant past = Instant.now().minus(Duration.ofHours(1));
    return claims(tenant, user).expirationTime(Date.from(past)).build();
  }

  public String sign(JWTClaimsSet claims) {
    return sign(claims, key);
  }

  public static String sign(JWTClaimsSet claims, byte[] key) {
    try {
      SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
      token.sign(new MACSigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code alg: none}. */
  public static String unsigned(JWTClaimsSet claims) {
    return new PlainJWT(claims).serialize();
  }
}
