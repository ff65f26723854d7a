/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.tidemark.api.live.TestIssuer;
import io.tidemark.api.live.Tokens;
import io.tidemark.testkit.http.LoopbackServer;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An issuer on loopback as far as the page needs one: a page to sign in on, codes that are good
 * once and for the one who holds the verifier (RFC 7636), refresh tokens, published keys.
 */
final class SignInIssuer implements AutoCloseable {

  static final String CLIENT = "tidemark-page";
  static final String SCOPE = "openid tidemark";

  private final LoopbackServer server;
  private final String user;
  private final Map<String, Map<String, String>> questions = new ConcurrentHashMap<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final List<String> traded = new CopyOnWriteArrayList<>();
  private volatile RSAKey key = TestIssuer.rsaKey("first");
  private volatile String refresh = "";
  private volatile boolean keepsRefreshTokens;
  private volatile URI page;

  SignInIssuer(String user) {
    this.user = user;
    server = LoopbackServer.start(this::answer);
  }

  URI uri() {
    return server.uri();
  }

  /** The one page that may send people here, and that may read answers. */
  void register(URI site) {
    page = site;
  }

  /** All tokens given so far. */
  List<String> tokens() {
    return tokens;
  }

  /** The grants that were sent for tokens: {@code authorization_code refresh_token}. */
  List<String> traded() {
    return traded;
  }

  /** From now on tokens given before are signed with a key that is not published. */
  void changeKey() {
    key = TestIssuer.rsaKey("next-" + UUID.randomUUID());
  }

  /** Whether a refresh token stays good, so that its use brings no new one. */
  void keepRefreshTokens(boolean keeps) {
    keepsRefreshTokens = keeps;
  }

  /** Forgets everybody who signed in. */
  void endSessions() {
    refresh = "";
  }

  private Reply answer(Request request) {
    return switch (request.path()) {
      case "/authorize" -> authorize(request);
      case "/token" -> exchangeToken(request);
      case "/keys" -> Reply.json(new JWKSet(key.toPublicJWK()).toString(true));
      default -> Reply.status(404);
    };
  }

  /** The page of the issuer: whoever asks wrongly sees why, and is sent nowhere. */
  private Reply authorize(Request request) {
    Map<String, String> asked = parameters(request.target().getRawQuery());
    boolean right =
        "code".equals(asked.get("response_type"))
            && CLIENT.equals(asked.get("client_id"))
            && (page + "/").equals(asked.get("redirect_uri"))
            && SCOPE.equals(asked.get("scope"))
            && "S256".equals(asked.get("code_challenge_method"))
            && asked.getOrDefault("code_challenge", "").matches("[\\w-]{43}")
            && asked.getOrDefault("state", "").length() >= 22
            && !asked.containsKey("code_verifier");
    if (!right) {
      return html(400, "<p id=wrong>" + asked + "</p>");
    }
    String code = UUID.randomUUID().toString();
    questions.put(code, asked);
    String back = asked.get("redirect_uri") + "?state=" + encode(asked.get("state"));
    return html(
        200,
        """
        <!doctype html><title>Issuer</title><h1>Who are you?</h1>
        <p><a id="allow" href="%1$s&code=%2$s">I am %3$s</a>
        <p><a id="deny" href="%1$s&error=access_denied&error_description=Nobody+was+chosen">Leave</a>
        """
            .formatted(back, code, user));
  }

  private Reply exchangeToken(Request request) {
    Map<String, String> given = parameters(request.text());
    traded.add(given.get("grant_type"));
    if (!CLIENT.equals(given.get("client_id")) || !isGood(given)) {
      return toPage(Reply.json(400, "{\"error\":\"invalid_grant\"}"));
    }
    String token = signed();
    tokens.add(token);
    if (keepsRefreshTokens && "refresh_token".equals(given.get("grant_type"))) {
      String answer = "{\"token_type\":\"Bearer\",\"access_token\":\"%s\"}";
      return toPage(Reply.json(answer.formatted(token)));
    }
    refresh = UUID.randomUUID().toString();
    return toPage(
        Reply.json(
            "{\"token_type\":\"Bearer\",\"access_token\":\"%s\",\"refresh_token\":\"%s\"}"
                .formatted(token, refresh)));
  }

  private Reply toPage(Reply reply) {
    return reply.with("Access-Control-Allow-Origin", page.toString());
  }

  /** A token of the key that is published now. */
  String signed() {
    return TestIssuer.sign(
        Tokens.claims(Harbor.TENANT, user).issuer(uri().toString()).build(), key);
  }

  /** A code is good once, and so is a refresh token, unless it is kept. */
  private boolean isGood(Map<String, String> given) {
    if ("refresh_token".equals(given.get("grant_type"))) {
      boolean good = !refresh.isEmpty() && refresh.equals(given.get("refresh_token"));
      refresh = keepsRefreshTokens ? refresh : "";
      return good;
    }
    Map<String, String> asked = questions.remove(given.getOrDefault("code", ""));
    return "authorization_code".equals(given.get("grant_type"))
        && asked != null
        && asked.get("redirect_uri").equals(given.get("redirect_uri"))
        && asked.get("code_challenge").equals(challenge(given.getOrDefault("code_verifier", "")));
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> parameters(String text) {
    return Arrays.stream(text.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static Reply html(int status, String text) {
    return Reply.of(status, "text/html; charset=utf-8", text.getBytes(UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
