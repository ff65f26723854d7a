/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.tidemark.model.index.IndexFamily;
import java.io.IOException;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.springframework.http.HttpStatus;

/**
 * Waits for indices that were just created: until the primary shard of one has started, searches
 * over it fail. A job that begins creates an index for each day of its events.
 */
final class StartingShards {

  /** How often a search is sent in all. */
  static final int ATTEMPTS = 3;

  private static final String LONGEST_WAIT = "2s";

  /** No shard has failed in a search that was rejected because shards are missing. */
  private static final String NO_SHARD_FAILED = "\"failed_shards\":[]";

  private final RestClient client;

  StartingShards(RestClient client) {
    this.client = client;
  }

  /** Whether the search failed only because shards are missing. */
  static boolean areMissing(ResponseException fault) {
    return fault.getResponse().getStatusLine().getStatusCode()
            == HttpStatus.SERVICE_UNAVAILABLE.value()
        && fault.getMessage().contains(NO_SHARD_FAILED);
  }

  /** Waits until all primary shards have started, but not for long: a shard may be lost. */
  void await() throws IOException {
    Request health = new Request("GET", "/_cluster/health/" + IndexFamily.PREFIX + "*");
    health.addParameter("wait_for_status", "yellow");
    health.addParameter("timeout", LONGEST_WAIT);
    // 408 when the time is up. An account that may not ask tries again at once.
    health.addParameter("ignore", "403,408");
    client.performRequest(health);
  }
}
