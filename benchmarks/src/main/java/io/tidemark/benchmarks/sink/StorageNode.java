/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.sink;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stack.process.StateFolder;
import io.tidemark.testkit.elasticsearch.ElasticsearchNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** An Elasticsearch node with Tidemark's templates, in a process of its own. */
public final class StorageNode implements AutoCloseable {

  /** All hourly documents of model calls. */
  public static final String HOURLY = "tidemark-model-calls-hourly-*";

  private final ElasticsearchNode node;

  private StorageNode(ElasticsearchNode node) {
    this.node = node;
  }

  /** Starts it with no data. */
  public static StorageNode start(Path work, String heap) {
    StateFolder state = new StateFolder(work.resolve("node-" + System.nanoTime()));
    return new StorageNode(ElasticsearchNode.startWithTemplates(state, heap));
  }

  public URI uri() {
    return node.uri();
  }

  /** Forgets all hourly documents of model calls. */
  public void empty() throws IOException {
    request("DELETE", "/" + HOURLY, "");
  }

  /** Documents, and the calls in them, of indices that a search now finds. */
  public Stored stored(String indices) throws IOException {
    request("POST", "/" + indices + "/_refresh", "");
    JsonNode answer =
        request(
            "POST",
            "/" + indices + "/_search?size=0&track_total_hits=true",
            "{\"aggs\":{\"calls\":{\"sum\":{\"field\":\"calls\"}}}}");
    return new Stored(
        answer.at("/hits/total/value").asLong(), answer.at("/aggregations/calls/value").asLong());
  }

  /** The number of stored documents. */
  public record Stored(long documents, long calls) {}

  /** The size of indices on disk after each is merged to one segment. */
  public DiskUsage diskUsage(String indices) throws IOException {
    request("POST", "/" + indices + "/_forcemerge?max_num_segments=1", "");
    request("POST", "/" + indices + "/_flush", "");
    long bytes = 0;
    Map<String, Long> byField = new TreeMap<>();
    JsonNode names = request("GET", "/" + indices + "/_stats/store", "").path("indices");
    for (Iterator<String> name = names.fieldNames(); name.hasNext(); ) {
      // This request takes no patterns. The sizes in _stats may be those of some seconds ago.
      String index = name.next();
      JsonNode usage =
          request("POST", "/" + index + "/_disk_usage?run_expensive_tasks=true", "").path(index);
      bytes += usage.path("store_size_in_bytes").asLong();
      usage
          .path("fields")
          .properties()
          .forEach(
              field ->
                  byField.merge(
                      field.getKey(), field.getValue().path("total_in_bytes").asLong(), Long::sum));
    }
    return new DiskUsage(bytes, byField);
  }

  /** Bytes on disk: all, and what each field has of them. */
  public record DiskUsage(long bytes, Map<String, Long> byField) {}

  /** An answer of Elasticsearch; an error of it is an exception. */
  public JsonNode request(String method, String path, String body) throws IOException {
    return node.client().send(method, path, body);
  }

  @Override
  public void close() {
    node.close();
  }
}
