/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer of tokens on loopback that publishes its keys, and changes them on request. */
public final class TestIssuer implements AutoCloseable {

  private static final int RSA_BITS = 2_048;

  private final LoopbackServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile List<JWK> published = List.of();
  private volatile boolean answers = true;

  public TestIssuer() {
    server = LoopbackServer.start(this::answerKeys);
  }

  private Reply answerKeys(Request request) {
    if (!request.path().equals("/keys")) {
      return Reply.status(404);
    }
    asked.incrementAndGet();
    return answers ? Reply.json(new JWKSet(published).toString(true)) : Reply.status(503);
  }

  /** The {@code iss} of its tokens. */
  public URI uri() {
    return server.uri();
  }

  public URI keysUri() {
    return uri().resolve("/keys");
  }

  /** How often anybody asked for its keys. */
  public int asked() {
    return asked.get();
  }

  /** From now on only these keys are published. */
  public void publish(JWK... keys) {
    published = List.of(keys);
  }

  /** Whether it answers at all. */
  public void answer(boolean whether) {
    answers = whether;
  }

  public static RSAKey rsaKey(String id) {
    try {
      return new RSAKeyGenerator(RSA_BITS).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static ECKey ecKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The claims of a valid token of this issuer, to be spoiled. */
  public JWTClaimsSet.Builder claims(String tenant, String user) {
    return Tokens.claims(tenant, user).issuer(uri().toString());
  }

  public static String sign(JWTClaimsSet claims, RSAKey key) {
    try {
      return sign(claims, JWSAlgorithm.RS256, key, new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String sign(JWTClaimsSet claims, ECKey key) {
    try {
      return sign(claims, JWSAlgorithm.ES256, key, new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, JWK key, JWSSigner signer)
      throws JOSEException {
    JWSHeader header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  @Override
  public void close() {
    server.close();
  }
}
