/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.Tokens;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens the API takes. */
@Tag("node")
class TokenTest {

  private static final LiveApi API = LiveApi.shared();

  static Stream<String> badTokens() {
    JWTClaimsSet good = Tokens.claims("acme", "alice").build();
    Tokens tokens = API.tokens();
    return Stream.of(
        Tokens.unsigned(good),
        Tokens.sign(good, new byte[32]),
        tokens.sign(Tokens.expired("acme", "alice")),
        tokens.sign(Tokens.claims("acme", "alice").expirationTime(null).build()),
        tokens.sign(Tokens.claims("acme", "alice").audience("another").build()),
        tokens.sign(Tokens.claims("acme", "alice").audience((String) null).build()),
        tokens.sign(Tokens.claims("", "alice").build()),
        tokens.sign(Tokens.claims("acme", null).build()),
        tokens.sign(Tokens.claims("acme", "alice").claim("tenant", null).build()),
        tokens.sign(Tokens.claims("acme", "alice").claim("tenant", List.of("a", "b")).build()),
        tokens.sign(Tokens.claims("acme", "alice").claim("may_view", "*").build()),
        tokens.sign(Tokens.claims("acme", "alice").claim("roles", "super-admin").build()),
        tokens.sign(good) + "x",
        "not-a-token",
        "e30.e30.",
        "..");
  }

  @ParameterizedTest
  @MethodSource("badTokens")
  void aBadTokenIsRefusedWithoutSayingWhy(String token) {
    Answer answer = API.get(token, "/api/v1/me");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.json().path("detail").asString())
        .isEqualTo("Send a valid token: Authorization: Bearer TOKEN.");
  }

  @Test
  void withoutATokenEveryRouteIsClosed() {
    for (String path : List.of("/api/v1/me", "/api/v1/nothing", "/nothing", "/actuator/env")) {
      assertThat(API.get(null, path).status()).as(path).isEqualTo(401);
    }
  }

  @Test
  void theGoodTokenOfTheSameMakingIsTaken() {
    Answer answer = API.get(API.tokens().member("acme", "alice", "bob"), "/api/v1/me");

    assertThat(answer.json().toString())
        .isEqualTo(
            "{\"user\":\"alice\",\"tenant\":\"acme\",\"roles\":[],\"may_view\":[\"bob\"],"
                + "\"costs\":true}");
  }

  @Test
  void healthIsOpenAndSaysNothingMore() {
    Answer answer = API.get(null, "/actuator/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).doesNotContain("elasticsearch", "7.17");
  }

  @Test
  void aTokenInTheAddressDoesNotCount() {
    String token = API.tokens().member("acme", "alice");

    assertThat(API.get(null, "/api/v1/me", "access_token", token).status()).isEqualTo(401);
  }

  @Test
  void withoutAnIssuerThePageAsksForAToken() {
    assertThat(API.get(null, "/api/v1/sign-in").text()).isEqualTo("{\"mode\":\"token\"}");
    assertThat(API.get(null, "/api/v1/sign-in", "next", "x").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--tidemark.token.jwks-uri=http://127.0.0.1:1/keys",
        "--tidemark.sign-in.client-id=page",
        "--tidemark.token.key-file=/nowhere"
      })
  void halfASettingStopsTheStart(String option) {
    assertThatThrownBy(() -> LiveApi.beside(option)).hasStackTraceContaining("tidemark.");
  }
}
