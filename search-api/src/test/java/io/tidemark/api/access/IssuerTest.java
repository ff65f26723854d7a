/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.TestIssuer;
import io.tidemark.api.live.Tokens;
import io.tidemark.stack.process.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens of an OpenID Connect issuer, checked by the keys that it publishes. */
@Tag("node")
class IssuerTest {

  private static final String ME = "/api/v1/me";
  private static final RSAKey RSA = TestIssuer.rsaKey("rsa-1");
  private static final ECKey EC = TestIssuer.ecKey("ec-1");

  /** Keys that the issuer never publishes. */
  private static final List<ECKey> FORGED =
      IntStream.range(0, 20).mapToObj(i -> TestIssuer.ecKey("forged-" + i)).toList();

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** The default of the API. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static TestIssuer issuer;
  private static LiveApi api;

  @BeforeAll
  static void start() {
    issuer = new TestIssuer();
    api =
        LiveApi.beside(
            "--tidemark.token.jwks-uri=" + issuer.keysUri(),
            "--tidemark.token.issuer=" + issuer.uri(),
            "--tidemark.sign-in.client-id=tidemark-page",
            "--tidemark.sign-in.authorization-endpoint=" + issuer.uri() + "/authorize",
            "--tidemark.sign-in.token-endpoint=" + issuer.uri() + "/token",
            "--tidemark.sign-in.scope=openid tidemark");
  }

  @AfterAll
  static void stop() {
    api.close();
    issuer.close();
  }

  @BeforeEach
  void publish() {
    issuer.publish(RSA.toPublicJWK(), EC.toPublicJWK());
    issuer.answer(true);
    // The keys that the previous test published may not be fetched again yet.
    JWTClaimsSet claims = issuer.claims("acme", "alice").build();
    awaitStatus(TestIssuer.sign(claims, RSA), 200);
    awaitStatus(TestIssuer.sign(claims, EC), 200);
  }

  @Test
  void acceptsTokensOfIssuerAndOfLocalKey() {
    JWTClaimsSet claims = issuer.claims("acme", "alice").claim("may_view", List.of("bob")).build();

    assertThat(api.get(TestIssuer.sign(claims, RSA), ME).text())
        .isEqualTo(
            "{\"user\":\"alice\",\"tenant\":\"acme\",\"roles\":[],\"may_view\":[\"bob\"],"
                + "\"costs\":true}");
    assertThat(status(TestIssuer.sign(claims, EC))).isEqualTo(200);
    assertThat(status(api.tokens().member("acme", "alice"))).isEqualTo(200);
  }

  @Test
  void rejectsTokensOfOtherIssuersAndAudiences() {
    JWTClaimsSet.Builder claims = issuer.claims("acme", "alice");

    assertRefused(TestIssuer.sign(claims.issuer("https://elsewhere.example").build(), RSA));
    assertRefused(TestIssuer.sign(claims.issuer(null).build(), RSA));
    assertRefused(TestIssuer.sign(issuer.claims("acme", "a").audience("other").build(), RSA));
    assertRefused(TestIssuer.sign(issuer.claims("acme", "a").audience("").build(), RSA));
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // The library takes this type.
  void expiredTokensAreRefused() {
    Date past = Date.from(Instant.now().minusSeconds(3_600));
    Date ahead = Date.from(Instant.now().plusSeconds(3_600));

    assertRefused(TestIssuer.sign(issuer.claims("acme", "a").expirationTime(past).build(), RSA));
    assertRefused(TestIssuer.sign(issuer.claims("acme", "a").expirationTime(null).build(), RSA));
    assertRefused(TestIssuer.sign(issuer.claims("acme", "a").notBeforeTime(ahead).build(), RSA));
  }

  @Test
  void forgedTokensAreRefused() {
    JWTClaimsSet claims = issuer.claims("acme", "alice").build();
    String good = TestIssuer.sign(claims, RSA);
    String admin =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                issuer
                    .claims("acme", "alice")
                    .claim("roles", List.of("super-admin"))
                    .build()
                    .toString()
                    .getBytes(UTF_8));
    String[] parts = good.split("\\.", -1);

    assertRefused(Tokens.unsigned(claims));
    assertRefused(parts[0] + "." + admin + "." + parts[2]);
    assertRefused(parts[0] + "." + parts[1] + ".");
    // A key of the right name that the issuer never published.
    assertRefused(TestIssuer.sign(claims, TestIssuer.rsaKey("rsa-1")));
    assertRefused(TestIssuer.sign(claims, TestIssuer.ecKey("ec-1")));
  }

  @Test
  void thePublicKeyIsNoSecretToSignWith() throws JOSEException {
    JWTClaimsSet claims = issuer.claims("acme", "alice").build();
    byte[] der = RSA.toPublicKey().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n";

    assertRefused(Tokens.sign(claims, der));
    assertRefused(Tokens.sign(claims, pem.getBytes(UTF_8)));
    assertRefused(Tokens.sign(claims, RSA.toPublicJWK().toJSONString().getBytes(UTF_8)));
  }

  @Test
  void aNewKeyIsTakenAndTheOldOneNoLonger() {
    JWTClaimsSet claims = issuer.claims("acme", "alice").build();
    RSAKey next = TestIssuer.rsaKey("rsa-2");
    assertThat(status(TestIssuer.sign(claims, next))).isIn(401, 503);

    issuer.publish(next.toPublicJWK(), EC.toPublicJWK());

    awaitStatus(TestIssuer.sign(claims, next), 200);
    assertRefused(TestIssuer.sign(claims, RSA));
  }

  @Test
  void aFloodOfMadeUpKeyIdsDoesNotReachTheIssuer() {
    JWTClaimsSet claims = issuer.claims("acme", "alice").build();
    int before = issuer.asked();
    long start = System.nanoTime();
    for (int i = 0; i < 60; i++) {
      assertThat(status(TestIssuer.sign(claims, FORGED.get(i % FORGED.size())))).isIn(401, 503);
    }

    long pauses = 1 + (System.nanoTime() - start) / PAUSE.toNanos();
    assertThat(issuer.asked() - before).isLessThanOrEqualTo((int) (2 * (pauses + 1)));
    // Meanwhile those who hold a good token notice nothing.
    assertThat(status(TestIssuer.sign(claims, RSA))).isEqualTo(200);
  }

  @Test
  void keysAtHandGoOnBeingGoodWhileTheIssuerIsAway() {
    JWTClaimsSet claims = issuer.claims("acme", "alice").build();
    issuer.answer(false);

    // An unknown key makes the API try, and fail, to fetch them again.
    assertThat(status(TestIssuer.sign(claims, FORGED.get(0)))).isEqualTo(503);

    assertThat(status(TestIssuer.sign(claims, RSA))).isEqualTo(200);
  }

  @Test
  void asksToRetryWhileKeysOfIssuerCannotBeRead() {
    JWTClaimsSet claims = issuer.claims("acme", "alice").build();
    RSAKey next = TestIssuer.rsaKey("rsa-3");
    issuer.publish(next.toPublicJWK());
    issuer.answer(false);

    Answer answer = api.get(TestIssuer.sign(claims, next), ME);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.text()).doesNotContain(issuer.uri().getAuthority());
    issuer.answer(true);
    awaitStatus(TestIssuer.sign(claims, next), 200);
  }

  @Test
  void keysAreNotAskedForWithEveryRequest() {
    String token = TestIssuer.sign(issuer.claims("acme", "alice").build(), RSA);
    assertThat(status(token)).isEqualTo(200);
    int before = issuer.asked();
    for (int i = 0; i < 20; i++) {
      assertThat(status(token)).isEqualTo(200);
    }

    assertThat(issuer.asked()).isEqualTo(before);
  }

  @Test
  void thePageLearnsWhereToSignInAndMayTalkToTheIssuer() {
    assertThat(api.get(null, "/api/v1/sign-in").text())
        .isEqualTo(
            """
            {"mode":"oidc","issuer":"ISSUER","client_id":"tidemark-page",\
            "authorization_endpoint":"ISSUER/authorize","token_endpoint":"ISSUER/token",\
            "scope":"openid tidemark"}"""
                .replace("ISSUER", issuer.uri().toString()));
    assertThat(api.get(null, "/").headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("connect-src 'self' " + issuer.uri() + ";");
  }

  /** A key read a moment ago is not read again at once. */
  private static void awaitStatus(String token, int status) {
    assertThat(Await.until(() -> status(token) == status, LIMIT)).as("answers %s", status).isTrue();
  }

  private static int status(String token) {
    return api.get(token, ME).status();
  }

  private static void assertRefused(String token) {
    assertThat(status(token)).as(token).isEqualTo(401);
  }
}
