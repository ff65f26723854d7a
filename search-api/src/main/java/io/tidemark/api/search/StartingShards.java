/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.model.index.IndexFamily;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.springframework.http.HttpStatus;

/**
 * Waits for indices that were just created: until the primary shard of one has started, searches
 * over it fail. A job that begins creates an index for each day of its events.
 */
final class StartingShards {

  /** As long as a search waits in all; then a shard is lost rather than about to start. */
  static final Duration LIMIT = Duration.ofSeconds(4);

  private static final String LONGEST_WAIT = "2s";
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** No shard has failed in a search that was rejected because shards are missing. */
  private static final String NO_SHARD_FAILED = "\"failed_shards\":[]";

  /** Why a shard has failed that was started meanwhile. */
  private static final String NOT_AVAILABLE = "\"no_shard_available_action_exception\"";

  private final RestClient client;

  StartingShards(RestClient client) {
    this.client = client;
  }

  /** Whether the search failed only because shards are missing. */
  static boolean areMissing(ResponseException fault) {
    int status = fault.getResponse().getStatusLine().getStatusCode();
    String text = fault.getMessage();
    return status == HttpStatus.SERVICE_UNAVAILABLE.value()
        && (text.contains(NO_SHARD_FAILED) || text.contains(NOT_AVAILABLE));
  }

  /** Waits until all shards have started, but not for long. */
  void await() throws IOException {
    Request health = new Request("GET", "/_cluster/health/" + IndexFamily.PREFIX + "*");
    // The primary of a new index is yellow before it has started.
    health.addParameter("wait_for_status", "yellow");
    health.addParameter("wait_for_no_initializing_shards", "true");
    health.addParameter("timeout", LONGEST_WAIT);
    // 408 when the time is up. An account that may not ask tries again at once.
    health.addParameter("ignore", "403,408");
    client.performRequest(health);
    // Elasticsearch answers at once, without waiting for the shards: pause between two requests.
    LockSupport.parkNanos(PAUSE.toNanos());
  }
}
