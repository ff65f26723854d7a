/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.model.parsing.Sender;
import io.tidemark.model.schema.Limits;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Tokens (JWT) with the role {@code ingest}: signed with the local key, or by an issuer. */
final class IngestTokens {

  static final String ROLE = "ingest";

  private static final int SHORTEST_KEY_BYTES = 32;

  /** Clocks of issuer and service may differ by that much. */
  private static final int CLOCK_SKEW_SECONDS = 30;

  private static final long MILLIS_BETWEEN_FETCHES = 5_000;
  private static final long OUTAGE_MILLIS = 12 * 3_600_000L;

  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 3_000;
  private static final int MOST_KEY_BYTES = 256 * 1024;

  /** Many issuers mark access tokens as RFC 9068 has it; others name JWT, or no type. */
  private static final DefaultJOSEObjectTypeVerifier<SecurityContext> TYPES =
      new DefaultJOSEObjectTypeVerifier<>(
          JOSEObjectType.JWT,
          new JOSEObjectType("at+jwt"),
          new JOSEObjectType("application/at+jwt"),
          null);

  private final DefaultJWTProcessor<SecurityContext> local;
  private final DefaultJWTProcessor<SecurityContext> issuer;

  IngestTokens(TokenProperties properties) {
    local = properties.keyFile() == null ? null : localProcessor(properties);
    issuer = properties.jwksUri() == null ? null : issuerProcessor(properties);
  }

  /** The sender and its name in limits; empty if the token is not good. */
  Optional<Access> checkToken(String text) {
    try {
      SignedJWT token = SignedJWT.parse(text);
      boolean isLocal = JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm());
      DefaultJWTProcessor<SecurityContext> processor = isLocal ? local : issuer;
      return processor == null ? Optional.empty() : createAccess(processor.process(token, null));
    } catch (KeySourceException unreachable) {
      throw IntakeException.createUnavailable("The token cannot be checked right now.");
    } catch (ParseException | BadJOSEException | JOSEException bad) {
      return Optional.empty();
    }
  }

  private static Optional<Access> createAccess(JWTClaimsSet claims) throws ParseException {
    List<String> roles = claims.getStringListClaim("roles");
    String tenant = claims.getStringClaim("tenant");
    boolean named =
        tenant != null && !tenant.isBlank() && tenant.length() <= Limits.MAX_TEXT_CHARACTERS;
    if (!named) {
      return Optional.empty();
    }
    if (roles == null || !roles.contains(ROLE)) {
      throw IntakeException.createError(403, "The token has no role " + ROLE + ".");
    }
    String subject = claims.getSubject();
    if (subject.isBlank() || subject.length() > Limits.MAX_TEXT_CHARACTERS) {
      return Optional.empty();
    }
    String id = "token/" + tenant + "/" + subject;
    return Optional.of(
        new Access(id, Source.ofToken(subject), new Sender(tenant, null, null, null)));
  }

  private static DefaultJWTProcessor<SecurityContext> localProcessor(TokenProperties properties) {
    SecretKey key = new SecretKeySpec(readSecret(properties.keyFile()), "HmacSHA256");
    // There is one key: a token may call it by any name, or by none.
    return createProcessor(
        (header, context) ->
            JWSAlgorithm.HS256.equals(header.getAlgorithm()) ? List.of(key) : List.of(),
        null,
        properties);
  }

  private static DefaultJWTProcessor<SecurityContext> issuerProcessor(TokenProperties properties) {
    if (properties.issuer() == null) {
      throw new IllegalStateException(
          "tidemark.token.issuer is missing: it is required with tidemark.token.jwks-uri");
    }
    try {
      JWKSource<SecurityContext> keys =
          JWKSourceBuilder.<SecurityContext>create(
                  properties.jwksUri().toURL(),
                  new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_KEY_BYTES))
              .rateLimited(MILLIS_BETWEEN_FETCHES)
              .outageTolerant(OUTAGE_MILLIS)
              .build();
      return createProcessor(
          new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys),
          properties.issuer(),
          properties);
    } catch (MalformedURLException wrong) {
      throw new IllegalStateException(
          "tidemark.token.jwks-uri must be an address, not " + properties.jwksUri(), wrong);
    }
  }

  private static DefaultJWTProcessor<SecurityContext> createProcessor(
      JWSKeySelector<SecurityContext> keys, String issuerName, TokenProperties properties) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(TYPES);
    processor.setJWSKeySelector(keys);
    JWTClaimsSet.Builder exact = new JWTClaimsSet.Builder();
    if (issuerName != null) {
      exact.issuer(issuerName);
    }
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            Set.of(properties.audience()), exact.build(), Set.of("exp", "sub", "tenant"), null);
    claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
    processor.setJWTClaimsSetVerifier(claims);
    return processor;
  }

  private static byte[] readSecret(Path file) {
    try {
      byte[] secret = Base64.getDecoder().decode(Files.readString(file).strip());
      if (secret.length < SHORTEST_KEY_BYTES) {
        throw new IllegalStateException("The key in " + file + " is shorter than 256 bits");
      }
      return secret;
    } catch (IOException | IllegalArgumentException failure) {
      throw new IllegalStateException(
          "The key file " + file + " (tidemark.token.key-file) cannot be read", failure);
    }
  }
}
