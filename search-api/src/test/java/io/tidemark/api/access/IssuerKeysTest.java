/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import io.tidemark.api.live.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class IssuerKeysTest {

  private static final ECKey KEY = TestIssuer.ecKey("known");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void whenTheyAreOldAndTheIssuerIsAwayTheLastOnesCount() throws KeySourceException {
    try (TestIssuer issuer = new TestIssuer()) {
      issuer.publish(KEY.toPublicJWK());
      IssuerKeys keys =
          new IssuerKeys(issuer.keysUri(), Duration.ofMillis(10), Duration.ofMillis(20));
      assertThat(find(keys, "known")).hasSize(1);
      issuer.answer(false);
      int before = issuer.asked();

      Instant limit = Instant.now().plus(LIMIT);
      while (issuer.asked() == before) {
        assertThat(Instant.now()).isBefore(limit);
        assertThat(find(keys, "known")).hasSize(1);
      }

      assertThat(find(keys, "known")).hasSize(1);
      assertThatThrownBy(() -> find(keys, "unknown")).isInstanceOf(KeySourceException.class);
    }
  }

  @Test
  void aKeyThatTheIssuerTookBackSoonCountsNoLonger() throws KeySourceException {
    try (TestIssuer issuer = new TestIssuer()) {
      issuer.publish(KEY.toPublicJWK());
      IssuerKeys keys =
          new IssuerKeys(issuer.keysUri(), Duration.ofMillis(10), Duration.ofMillis(20));
      assertThat(find(keys, "known")).hasSize(1);

      issuer.publish(TestIssuer.ecKey("next").toPublicJWK());

      Instant limit = Instant.now().plus(LIMIT);
      while (isFound(keys, "known")) {
        assertThat(Instant.now()).isBefore(limit);
      }
    }
  }

  /** No, too, when the issuer may not be asked again so soon and is not known to have the key. */
  private static boolean isFound(IssuerKeys keys, String id) {
    try {
      return !find(keys, id).isEmpty();
    } catch (KeySourceException e) {
      return false;
    }
  }

  private static List<JWK> find(IssuerKeys keys, String id) throws KeySourceException {
    return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null);
  }
}
