/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.model.parsing.Sender;
import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class IngestTokensTest {

  private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final String ISSUER = "https://issuer.example.com";

  @TempDir static Path folder;
  private static IngestTokens tokens;
  private static RSAKey rsa;

  @BeforeAll
  static void start() throws Exception {
    Path file = folder.resolve("key");
    Files.writeString(file, Base64.getEncoder().encodeToString(SECRET));
    tokens = new IngestTokens(new TokenProperties(file, "tidemark", null, null));
    rsa = new RSAKeyGenerator(2048).keyID("k").generate();
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("svc")
        .audience("tidemark")
        .claim("tenant", "acme")
        .claim("roles", List.of("finance", "ingest"))
        .expirationTime(Date.from(Instant.now().plusMillis(60_000)));
  }

  private static String sign(JWTClaimsSet.Builder claims) {
    return sign(claims, SECRET);
  }

  private static String sign(JWTClaimsSet.Builder claims, byte[] secret) {
    try {
      return sign(claims, JWSAlgorithm.HS256, new MACSigner(secret));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sign(JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, JWSSigner signer)
      throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID("k").build(), claims.build());
    token.sign(signer);
    return token.serialize();
  }

  @Test
  void aTokenWithTheRoleSendsForItsTenant() {
    Access access = tokens.checkToken(sign(claims())).orElseThrow();

    assertThat(access.sender()).isEqualTo(new Sender("acme", null, null, null));
    assertThat(access.source()).isEqualTo(new Source("token-svc", "svc", Source.TOKEN));
    assertThat(access.id()).isEqualTo("token/acme/svc");
  }

  @Test
  void aTokenWithoutTheRoleIsForbidden() {
    for (JWTClaimsSet.Builder claims :
        List.of(
            claims().claim("roles", null),
            claims().claim("roles", List.of()),
            claims().claim("roles", List.of("super-admin", "INGEST", "ingest ")))) {
      assertThatThrownBy(() -> tokens.checkToken(sign(claims)))
          .isInstanceOfSatisfying(
              IntakeException.class, refused -> assertThat(refused.status()).isEqualTo(403));
    }
  }

  @Test
  void badTokensAreNotAccepted() throws Exception {
    byte[] other = "another key of 256 bits in bytes".getBytes(UTF_8);
    String good = sign(claims());
    for (String token :
        List.of(
            sign(claims(), other),
            sign(claims().audience("another")),
            sign(claims().audience((String) null)),
            sign(claims().expirationTime(Date.from(Instant.now().minusMillis(60_000)))),
            sign(claims().expirationTime(null)),
            sign(claims().notBeforeTime(Date.from(Instant.now().plusMillis(600_000)))),
            sign(claims().claim("tenant", null)),
            sign(claims().claim("tenant", " ")),
            sign(claims().claim("tenant", 7)),
            sign(claims().claim("tenant", "x".repeat(513))),
            sign(claims().subject(null)),
            sign(claims().subject("x".repeat(513))),
            sign(claims().claim("roles", "ingest")),
            new PlainJWT(claims().build()).serialize(),
            // Signed by an issuer of which the service does not know.
            sign(claims(), JWSAlgorithm.RS256, new RSASSASigner(rsa)),
            good.substring(0, good.lastIndexOf('.') + 1),
            "a.b.c",
            "..")) {
      assertThat(tokens.checkToken(token)).as(token).isEmpty();
    }
  }

  @Test
  void anIssuerSignsForItselfAlone() throws Exception {
    try (LoopbackServer issuer =
        LoopbackServer.start(request -> Reply.json(new JWKSet(rsa).toString()))) {
      URI keys = issuer.uri().resolve("/keys");
      IngestTokens remote = new IngestTokens(new TokenProperties(null, "tidemark", keys, ISSUER));
      JWSSigner signer = new RSASSASigner(rsa);

      assertThat(remote.checkToken(sign(claims().issuer(ISSUER), JWSAlgorithm.RS256, signer)))
          .map(Access::sender)
          .contains(new Sender("acme", null, null, null));
      assertThat(remote.checkToken(sign(claims().issuer("other"), JWSAlgorithm.RS256, signer)))
          .isEmpty();
      assertThat(remote.checkToken(sign(claims(), JWSAlgorithm.RS256, signer))).isEmpty();
      // The public key of the issuer is no secret: a token signed with it as one is none.
      byte[] publicKey = rsa.toRSAPublicKey().getEncoded();
      assertThat(remote.checkToken(sign(claims().issuer(ISSUER), publicKey))).isEmpty();
    }
  }

  @Test
  void accessTokensOfAnIssuerMayNameTheirType() throws Exception {
    List<String> types = List.of("JWT", "at+jwt", "AT+JWT", "application/at+jwt");
    for (String type : types) {
      assertThat(tokens.checkToken(signAs(type))).as(type).isPresent();
    }
    for (String type : List.of("logout+jwt", "dpop+jwt", "JOSE")) {
      assertThat(tokens.checkToken(signAs(type))).as(type).isEmpty();
    }
  }

  private static String signAs(String type) throws JOSEException {
    JWSHeader.Builder header =
        new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType(type));
    SignedJWT token = new SignedJWT(header.build(), claims().build());
    token.sign(new MACSigner(SECRET));
    return token.serialize();
  }

  /** Keys with their certificates take several KB each. */
  @Test
  void anIssuerMayPublishManyKeys() throws Exception {
    List<JWK> published = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      published.add(new RSAKey.Builder(rsa.toPublicJWK()).keyID("other-" + i).build());
    }
    published.add(rsa.toPublicJWK());
    String keys = new JWKSet(published).toString();
    assertThat(keys.length()).isBetween(60_000, 200_000);
    try (LoopbackServer issuer = LoopbackServer.start(request -> Reply.json(keys))) {
      URI address = issuer.uri().resolve("/keys");
      IngestTokens remote =
          new IngestTokens(new TokenProperties(null, "tidemark", address, ISSUER));

      String token = sign(claims().issuer(ISSUER), JWSAlgorithm.RS256, new RSASSASigner(rsa));

      assertThat(remote.checkToken(token)).isPresent();
    }
  }

  @Test
  void aTokenThatCannotBeCheckedIsWorthAnotherTry() throws Exception {
    IngestTokens remote =
        new IngestTokens(
            new TokenProperties(null, "tidemark", URI.create("http://127.0.0.1:1/"), ISSUER));
    String token = sign(claims().issuer(ISSUER), JWSAlgorithm.RS256, new RSASSASigner(rsa));

    assertThatThrownBy(() -> remote.checkToken(token))
        .isInstanceOfSatisfying(
            IntakeException.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(503);
              assertThat(refused.retryAfterSeconds()).isPositive();
            });
  }

  @Test
  void aShortKeyIsRefusedAtTheStart() throws Exception {
    Path file = folder.resolve("short");
    Files.writeString(file, Base64.getEncoder().encodeToString(new byte[31]));
    TokenProperties properties = new TokenProperties(file, "tidemark", null, null);

    assertThatThrownBy(() -> new IngestTokens(properties))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("256 bits");
    assertThat(
            new IngestTokens(new TokenProperties(null, "tidemark", null, null)).checkToken("a.b.c"))
        .isEqualTo(Optional.empty());
  }
}
