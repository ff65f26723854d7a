/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.elasticsearch.client.ResponseException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Spares an Elasticsearch that is slow or gone: after some failures nothing is sent for a while. A
 * failed connection concerns everybody. A search that takes too long, or that the cluster refuses
 * for its load, concerns its tenant alone: others may ask for less.
 */
@Component
class ElasticsearchBreaker {

  /** How long no request is sent; also the Retry-After of callers. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  /** For calls that belong to no tenant, which are small. */
  static final String NO_TENANT = "";

  /** For health checks. A tenant's name is never blank. */
  static final String HEALTH = "\n";

  private static final int LAST_CALLS = 8;
  private static final int FEWEST_CALLS = 4;
  private static final long MOST_TENANTS = 10_000;
  private static final Duration IDLE = Duration.ofMinutes(10);

  private final CircuitBreaker connections;
  private final Cache<String, CircuitBreaker> tenants =
      Caffeine.newBuilder().maximumSize(MOST_TENANTS).expireAfterAccess(IDLE).build();

  ElasticsearchBreaker(CircuitBreaker connections) {
    this.connections = connections;
  }

  /** Makes the breaker of all connections. */
  @Configuration(proxyBeanMethods = false)
  static class Connections {

    @Bean
    CircuitBreaker elasticsearchCircuitBreaker() {
      return CircuitBreaker.of(
          "elasticsearch",
          settings(ElasticsearchBreaker::isLostConnection)
              // Whether there is a connection is not known from these.
              .ignoreExceptions(SocketTimeoutException.class, CallNotPermittedException.class)
              .build());
    }
  }

  /**
   * Makes one call for a tenant.
   *
   * @throws CallNotPermittedException when nothing is sent for now
   */
  <T> T call(String tenant, Callable<T> exchange) throws Exception {
    CircuitBreaker own = tenants.get(tenant, ElasticsearchBreaker::ofTenant);
    return connections.executeCallable(() -> own.executeCallable(exchange));
  }

  private static CircuitBreaker ofTenant(String tenant) {
    return CircuitBreaker.of(
        "elasticsearch-searches", settings(ElasticsearchBreaker::isTooMuch).build());
  }

  private static CircuitBreakerConfig.Builder settings(Predicate<Throwable> trouble) {
    return CircuitBreakerConfig.custom()
        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
        .slidingWindowSize(LAST_CALLS)
        .minimumNumberOfCalls(FEWEST_CALLS)
        .waitDurationInOpenState(PAUSE)
        .permittedNumberOfCallsInHalfOpenState(1)
        .recordException(trouble);
  }

  private static boolean isLostConnection(Throwable fault) {
    return fault instanceof IOException
        && !(fault instanceof ResponseException)
        && !(fault instanceof IncompleteAnswerException)
        && !(fault instanceof SocketTimeoutException);
  }

  /** An answer that blames the request says nothing about the cluster's load. */
  private static boolean isTooMuch(Throwable fault) {
    if (fault instanceof ResponseException response) {
      int status = response.getResponse().getStatusLine().getStatusCode();
      return (status == 429 && !WriteBlock.isCauseOf(status, response.getMessage()))
          || (status >= 500 && !ExpensiveQueries.areCauseOf(response.getMessage()));
    }
    return fault instanceof IncompleteAnswerException || fault instanceof SocketTimeoutException;
  }
}
