/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Requests of tests to a node, or to {@link FakeElasticsearch}. */
public final class ElasticsearchClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_DOCUMENTS = 10_000;
  private static final int QUOTED = 500;
  private static final String NO_SHARD = "no_shard_available_action_exception";
  private static final Duration SHARD_START_LIMIT = Duration.ofSeconds(60);
  private static final Duration SHARD_START_PAUSE = Duration.ofMillis(20);

  private final URI uri;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public ElasticsearchClient(URI uri) {
    this.uri = uri;
  }

  /** Address, without a slash at its end. */
  public URI uri() {
    return uri;
  }

  /**
   * Sends a request. A node answers 503 for an index that was created a moment ago and whose shard
   * has not started: the request is repeated until the shard has started.
   *
   * @throws IOException when the node does not answer, or answers with an error
   */
  public JsonNode send(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = sendWhenShardsStarted(request);
      JsonNode json = JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
      if (answer.statusCode() >= 400 || json.path("errors").asBoolean()) {
        String text = answer.body();
        throw new IOException(
            "%s %s answered %d: %s"
                .formatted(
                    method,
                    path,
                    answer.statusCode(),
                    text.substring(0, Math.min(QUOTED, text.length()))));
      }
      return json;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  private HttpResponse<String> sendWhenShardsStarted(HttpRequest request)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + SHARD_START_LIMIT.toNanos();
    while (true) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      boolean shardMissing = answer.statusCode() == 503 && answer.body().contains(NO_SHARD);
      if (!shardMissing || System.nanoTime() > deadline) {
        return answer;
      }
      Thread.sleep(SHARD_START_PAUSE.toMillis());
    }
  }

  /** Sends a GET request. */
  public JsonNode get(String path) throws IOException {
    return send("GET", path, "");
  }

  /** All documents of an index by id; none when there is no such index. */
  public Map<String, JsonNode> documents(String index) throws IOException {
    String ignoreMissing = "?ignore_unavailable=true";
    send("POST", "/" + index + "/_refresh" + ignoreMissing, "");
    String wholeAnswer = "&allow_partial_search_results=false&size=" + MOST_DOCUMENTS;
    JsonNode found = get("/" + index + "/_search" + ignoreMissing + wholeAnswer);
    Map<String, JsonNode> documents = new TreeMap<>();
    for (JsonNode hit : found.path("hits").path("hits")) {
      documents.put(hit.get("_id").asText(), hit.get("_source"));
    }
    return documents;
  }
}
