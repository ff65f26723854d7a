/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import java.io.IOException;

/** Documents on their way to Elasticsearch, some megabytes a request. */
final class Bulk {

  private static final int BYTES = 4 << 20;

  private final ServedApi api;
  private final StringBuilder text = new StringBuilder(BYTES + (1 << 16));

  Bulk(ServedApi api) {
    this.api = api;
  }

  void add(String index, String source) throws IOException {
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
    api.elasticsearch("POST", "/" + indices + "/_refresh", "");
    api.elasticsearch("POST", "/" + indices + "/_forcemerge?max_num_segments=1", "");
  }

  private void send() throws IOException {
    api.elasticsearch("POST", "/_bulk", text.toString());
    text.setLength(0);
  }
}
