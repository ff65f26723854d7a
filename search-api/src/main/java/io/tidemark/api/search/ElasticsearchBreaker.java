/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.time.Duration;
import org.elasticsearch.client.ResponseException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Spares an Elasticsearch that is slow or gone: after some failures nothing is sent for a while.
 */
@Configuration(proxyBeanMethods = false)
class ElasticsearchBreaker {

  /** How long nothing is sent, and what callers are told to wait. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final int LAST_CALLS = 8;
  private static final int FEWEST_CALLS = 4;

  @Bean
  CircuitBreaker elasticsearchCircuitBreaker() {
    return CircuitBreaker.of(
        "elasticsearch",
        CircuitBreakerConfig.custom()
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(LAST_CALLS)
            .minimumNumberOfCalls(FEWEST_CALLS)
            .waitDurationInOpenState(PAUSE)
            .permittedNumberOfCallsInHalfOpenState(1)
            .recordException(ElasticsearchBreaker::isTrouble)
            .build());
  }

  /** An answer that blames the request says nothing about the cluster's health. */
  private static boolean isTrouble(Throwable fault) {
    if (fault instanceof ResponseException response) {
      int status = response.getResponse().getStatusLine().getStatusCode();
      return status == 429 || status >= 500;
    }
    return fault instanceof IOException;
  }
}
