/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.stack.Checkout;
import io.tidemark.stack.elasticsearch.ElasticsearchProcess;
import io.tidemark.stack.process.JavaCommand;
import io.tidemark.stack.process.JvmOptions;
import io.tidemark.stack.process.Lifetime;
import io.tidemark.stack.process.OneShot;
import io.tidemark.stack.process.ServerOptions;
import io.tidemark.stack.process.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An Elasticsearch node with Tidemark's templates, in a process of its own. */
public final class StorageNode implements AutoCloseable {

  /** All hourly documents of model calls. */
  public static final String HOURLY = "tidemark-model-calls-hourly-*";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TEMPLATES_LIMIT = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ElasticsearchProcess node;

  private StorageNode(ElasticsearchProcess node) {
    this.node = node;
  }

  /** Starts it with no data. */
  public static StorageNode start(Path work, String heap) throws IOException {
    Checkout checkout = Checkout.current();
    StateFolder state = new StateFolder(work.resolve("node-" + System.nanoTime()));
    ElasticsearchProcess node =
        ElasticsearchProcess.launch(
            checkout, state, new ServerOptions(0, heap, Lifetime.WITH_PARENT));
    node.awaitReady();
    JavaCommand templates =
        JavaCommand.jar(
            "templates",
            JvmOptions.heap("64m").list(),
            checkout.templatesJar(),
            List.of("--hosts", node.uri().toString()));
    if (OneShot.run(templates, state, TEMPLATES_LIMIT) != 0) {
      node.close();
      throw new IOException("The templates were not installed: " + state.logs());
    }
    return new StorageNode(node);
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

  /** What is stored. */
  public record Stored(long documents, long calls) {}

  /** What indices take on disk, each of them merged to one segment before. */
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
    HttpRequest request =
        HttpRequest.newBuilder(node.uri().resolve(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new IOException(path + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  @Override
  public void close() {
    node.close();
  }
}
