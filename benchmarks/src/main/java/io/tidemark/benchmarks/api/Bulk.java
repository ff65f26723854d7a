/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Documents on their way to Elasticsearch, some megabytes a request. */
final class Bulk {

  private static final int BYTES = 4 << 20;

  /** An index has one shard, into which one thread writes the documents of a request. */
  private static final int IN_FLIGHT = 2;

  private final ServedApi api;
  private final StringBuilder text = new StringBuilder(BYTES + (1 << 16));
  private final Queue<CompletableFuture<Void>> sent = new ArrayDeque<>();

  Bulk(ServedApi api) {
    this.api = api;
  }

  void add(String index, String source) {
    text.append("{\"index\":{\"_index\":\"").append(index).append("\"}}\n");
    text.append(source).append('\n');
    if (text.length() > BYTES) {
      send();
    }
  }

  /** Sends the rest and makes all of {@code indices} searchable, a segment for each index. */
  void finish(String indices) throws IOException {
    if (text.length() > 0) {
      send();
    }
    while (!sent.isEmpty()) {
      sent.remove().join();
    }
    api.elasticsearch("POST", "/" + indices + "/_refresh", "");
    api.elasticsearch("POST", "/" + indices + "/_forcemerge?max_num_segments=1", "");
  }

  private void send() {
    if (sent.size() == IN_FLIGHT) {
      sent.remove().join();
    }
    String body = text.toString();
    text.setLength(0);
    sent.add(CompletableFuture.runAsync(() -> post(body)));
  }

  private void post(String body) {
    try {
      api.elasticsearch("POST", "/_bulk", body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
