/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks signature, {@code exp}, {@code aud} and the shape of the claims. A token of the local key
 * and one of an issuer are distinguished by their algorithm; each decoder then insists on its own.
 */
@Configuration(proxyBeanMethods = false)
class TokenDecoders {

  private static final int SHORTEST_KEY_BYTES = 32;

  /** Clocks of issuer and API may differ by that much. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

  @Bean
  JwtDecoder jwtDecoder(TokenProperties properties) {
    if (properties.keyFile() == null && properties.jwksUri() == null) {
      throw new IllegalStateException(
          "No token can be checked: set tidemark.token.key-file or tidemark.token.jwks-uri.");
    }
    if (properties.jwksUri() != null && properties.issuer() == null) {
      // One key set may serve several issuers: tokens of the others must not count.
      throw new IllegalStateException(
          "tidemark.token.issuer is missing: with tidemark.token.jwks-uri say who the issuer is.");
    }
    JwtDecoder local = properties.keyFile() == null ? null : localDecoder(properties);
    if (properties.jwksUri() == null) {
      // The local key does not change while the API runs.
      return rememberTokens(local, null, () -> local);
    }
    IssuerKeys keys = new IssuerKeys(properties.jwksUri(), properties.keysPause());
    return rememberTokens(local, issuerDecoder(properties, keys), keys::published);
  }

  private static JwtDecoder rememberTokens(JwtDecoder local, JwtDecoder issuer, Supplier<?> keys) {
    JwtDecoder checks = token -> chooseDecoder(readAlgorithm(token), local, issuer).decode(token);
    return new CheckedTokens(checks, keys, Clock.systemUTC());
  }

  private static JwtDecoder chooseDecoder(
      Algorithm algorithm, JwtDecoder local, JwtDecoder issuer) {
    JwtDecoder decoder = JWSAlgorithm.HS256.equals(algorithm) ? local : issuer;
    if (decoder == null || Algorithm.NONE.equals(algorithm)) {
      throw new BadJwtException("The algorithm of this token is not accepted.");
    }
    return decoder;
  }

  private static Algorithm readAlgorithm(String token) {
    try {
      return JWTParser.parse(token).getHeader().getAlgorithm();
    } catch (ParseException | RuntimeException e) {
      throw new BadJwtException("This is not a token.", e);
    }
  }

  private static JwtDecoder localDecoder(TokenProperties properties) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withSecretKey(readKey(properties.keyFile()))
            .macAlgorithm(MacAlgorithm.HS256)
            .build();
    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(createValidators(properties)));
    return decoder;
  }

  private static JwtDecoder issuerDecoder(TokenProperties properties, IssuerKeys keys) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(keys)
            .jwsAlgorithm(SignatureAlgorithm.RS256)
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .build();
    List<OAuth2TokenValidator<Jwt>> validators = createValidators(properties);
    validators.add(new JwtIssuerValidator(properties.issuer()));
    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
    return decoder;
  }

  private static List<OAuth2TokenValidator<Jwt>> createValidators(TokenProperties properties) {
    List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
    validators.add(new JwtTimestampValidator(CLOCK_SKEW));
    validators.add(
        token -> createVerdict(token.getExpiresAt() != null, "exp is absent from this token."));
    validators.add(
        token ->
            createVerdict(
                token.getAudience() != null && token.getAudience().contains(properties.audience()),
                "aud of this token does not name this API."));
    return validators;
  }

  private static OAuth2TokenValidatorResult createVerdict(boolean good, String fault) {
    return good
        ? OAuth2TokenValidatorResult.success()
        : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", fault, null));
  }

  private static SecretKey readKey(Path file) {
    byte[] key = Base64.getDecoder().decode(readFile(file).strip());
    if (key.length < SHORTEST_KEY_BYTES) {
      throw new IllegalStateException(
          "The key in " + file + " is shorter than 256 bits; make one with 32 random bytes.");
    }
    return new SecretKeySpec(key, "HmacSHA256");
  }

  private static String readFile(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(
          "The key file " + file + " (tidemark.token.key-file) cannot be read.", e);
    }
  }
}
