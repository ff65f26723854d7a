/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tidemark.model.fingerprint.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers tokens that were checked: a gateway sends the same token with every call, and the check
 * takes longer than the decision. It finds them by a hash, because the time that a comparison of
 * tokens takes would say how much of a guess was right.
 */
final class CheckedTokens implements JwtDecoder {

  /** After this time a token is checked again, however often it is sent. */
  static final Duration REMEMBERED = Duration.ofSeconds(30);

  /** The length of all remembered tokens together; one may have 50,000 characters. */
  private static final long MOST_CHARACTERS = 2_000_000;

  private final JwtDecoder checks;
  private final Supplier<?> keys;
  private final Clock clock;
  private final Cache<String, Checked> checked =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String hash, Checked one) -> one.token().getTokenValue().length())
          .expireAfterWrite(REMEMBERED)
          .build();

  /**
   * Remembers what {@code checks} accepts.
   *
   * @param keys another object whenever a key may have been taken back
   */
  CheckedTokens(JwtDecoder checks, Supplier<?> keys, Clock clock) {
    this.checks = checks;
    this.keys = keys;
    this.clock = clock;
  }

  /** A token, and the keys by which it was checked. */
  private record Checked(Jwt token, Object keys) {

    boolean isGood(Object keysNow, Instant now) {
      return keys == keysNow && now.isBefore(token.getExpiresAt());
    }
  }

  @Override
  public Jwt decode(String token) {
    String hash = hashToken(token);
    Checked known = checked.getIfPresent(hash);
    if (known != null && known.isGood(keys.get(), clock.instant())) {
      return known.token();
    }
    Object before = keys.get();
    Jwt good = checks.decode(token);
    checked.put(hash, new Checked(good, before));
    return good;
  }

  private static String hashToken(String token) {
    return new String(Sha256.digest(token), ISO_8859_1);
  }
}
