/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testkit.time.ManualClock;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

/** How long a token that was checked is good without another check. */
@Tag("fast")
class CheckedTokensTest {

  private static final Instant START = Instant.parse("2026-03-12T10:00:00Z");

  private Object keys = new Object();
  private final ManualClock clock = new ManualClock(START);
  private final CheckedTokens tokens = new CheckedTokens(this::check, () -> keys, clock);
  private int checks;

  /** Accepts tokens of the form {@code good-...}. */
  private Jwt check(String token) {
    checks++;
    if (!token.startsWith("good-")) {
      throw new BadJwtException("bad");
    }
    return Jwt.withTokenValue(token)
        .header("alg", "HS256")
        .subject(token)
        .expiresAt(START.plusSeconds(10))
        .build();
  }

  @Test
  void checksATokenOnce() {
    assertThat(tokens.decode("good-alice").getSubject()).isEqualTo("good-alice");
    assertThat(tokens.decode("good-alice").getSubject()).isEqualTo("good-alice");
    assertThat(tokens.decode("good-bob").getSubject()).isEqualTo("good-bob");

    assertThat(checks).isEqualTo(2);
  }

  @Test
  void checksATokenAgainOnceItHasExpired() {
    tokens.decode("good-alice");
    clock.setTime(START.plusSeconds(10));

    tokens.decode("good-alice");

    assertThat(checks).isEqualTo(2);
  }

  @Test
  void checksATokenAgainWhenKeysWerePublished() {
    tokens.decode("good-alice");
    keys = new Object();

    tokens.decode("good-alice");
    tokens.decode("good-alice");

    assertThat(checks).isEqualTo(2);
  }

  @Test
  void remembersNoTokenThatWasRejected() {
    assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
    assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);

    assertThat(checks).isEqualTo(2);
  }
}
