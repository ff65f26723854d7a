/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an issuer. They are fetched when the loaded ones are old, and when a token names one
 * that is not among them, but at most twice in a pause: tokens with made-up key ids are cheap to
 * make, and the issuer must not be the one who pays. While it cannot be reached, the keys that it
 * published last stay valid for {@link #KEPT}.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  /** A key that the issuer took back counts no longer than that while the issuer is there. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private static final Duration KEPT = Duration.ofHours(12);

  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 3_000;
  private static final int MOST_BYTES = 256 * 1024;

  private final JWKSource<SecurityContext> fetched;
  private volatile Published last = new Published(new JWKSet(), 0);

  private record Published(JWKSet keys, long atMillis) {}

  /**
   * Fetches nothing yet.
   *
   * @param pause in which the issuer is asked at most twice
   */
  IssuerKeys(URI address, Duration pause) {
    this(address, pause, FRESH);
  }

  /** With an age of their own, for tests. */
  IssuerKeys(URI address, Duration pause, Duration fresh) {
    fetched =
        JWKSourceBuilder.create(
                rememberKeys(
                    new URLBasedJWKSetSource<>(
                        toUrl(address),
                        new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES))))
            .cache(fresh.toMillis(), CONNECT_MILLIS + READ_MILLIS)
            .refreshAheadCache(false)
            .rateLimited(pause.toMillis())
            .build();
  }

  /** The keys as they were last fetched: another object after each fetch. */
  Object published() {
    return last;
  }

  private static java.net.URL toUrl(URI address) {
    try {
      return address.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(
          "tidemark.token.jwks-uri must be an address with http or https, not " + address, e);
    }
  }

  private JWKSetSource<SecurityContext> rememberKeys(JWKSetSource<SecurityContext> issuer) {
    return new JWKSetSource<>() {
      @Override
      public JWKSet getJWKSet(
          JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
          throws KeySourceException {
        try {
          JWKSet keys = issuer.getJWKSet(refresh, now, context);
          last = new Published(keys, now);
          return keys;
        } catch (KeySourceException e) {
          LOG.warn("The keys of the issuer cannot be read: {}", e.getMessage());
          throw e;
        }
      }

      @Override
      public void close() {
        // Nothing stays open between two fetches.
      }
    };
  }

  @Override
  public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
    try {
      return fetched.get(selector, context);
    } catch (KeySourceException e) {
      Published known = last;
      boolean kept = System.currentTimeMillis() - known.atMillis() < KEPT.toMillis();
      List<JWK> found = kept ? selector.select(known.keys()) : List.of();
      if (found.isEmpty()) {
        throw e;
      }
      return found;
    }
  }
}
