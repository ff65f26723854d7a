/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests a user may send, whatever number of tokens they hold.
 *
 * <p>Per instance of the API: behind several, a user may send as many times more.
 */
@ConfigurationProperties("tidemark.rate-limit")
class RateLimit {

  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final long MOST_USERS = 100_000;

  private final int requestsPerMinute;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().expireAfterAccess(IDLE).maximumSize(MOST_USERS).build();

  RateLimit(@DefaultValue("600") int requestsPerMinute) {
    this.requestsPerMinute = requestsPerMinute;
  }

  /**
   * Counts one request.
   *
   * @throws ProblemException 429 when there were too many
   */
  void countRequest(Scope scope) {
    Bucket bucket = buckets.get(scope.tenant() + '\n' + scope.user(), key -> full());
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      throw ProblemException.tooManyRequests(
          "More than " + requestsPerMinute + " requests in a minute.",
          Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
    }
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity(requestsPerMinute)
                    .refillGreedy(requestsPerMinute, Duration.ofMinutes(1)))
        .build();
  }
}
