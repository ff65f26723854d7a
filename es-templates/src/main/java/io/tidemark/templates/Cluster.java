/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** The few requests that installing takes, with their failures in an operator's words. */
final class Cluster {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final RestClient client;

  Cluster(RestClient client) {
    this.client = client;
  }

  /**
   * Returns once the cluster has a master, which is what takes templates. Its health is no matter:
   * one broken index must not keep the templates of the others away.
   *
   * @throws TemplatesException when it has none within {@code limit}, or refuses the user
   */
  void awaitMaster(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    String last;
    do {
      try {
        ClusterAnswer answer =
            performRequest("GET", "/_cluster/health?timeout=5s&filter_path=status", null);
        if (answer.isOk() && answer.body().path("status").isTextual()) {
          return;
        }
        if (answer.isForbidden()) {
          throw answer.createError();
        }
        last = "it answered " + answer.status() + ", " + answer.reason();
      } catch (IOException e) {
        last = e.toString();
      }
      pause();
    } while (System.nanoTime() < deadline);
    throw new TemplatesException(
        "No Elasticsearch response from %s within %d s: %s. Check that it is running and that the address is correct."
            .formatted(hosts(), limit.toSeconds(), last));
  }

  /** The JSON at {@code path}; a missing node when there is none. */
  JsonNode getJson(String path) {
    ClusterAnswer answer = sendRequest("GET", path, null);
    if (answer.status() == 404) {
      return MissingNode.getInstance();
    }
    return requireOk(answer);
  }

  JsonNode postJson(String path) {
    return requireOk(sendRequest("POST", path, null));
  }

  void putJson(String path, ObjectNode body) {
    requireOk(sendRequest("PUT", path, body));
  }

  /** Sends, and leaves it to the caller what the status means. */
  ClusterAnswer sendRequest(String method, String path, JsonNode body) {
    try {
      return performRequest(method, path, body);
    } catch (IOException e) {
      throw new TemplatesException(
          "No response to %s %s from %s: %s".formatted(method, path, hosts(), e), e);
    }
  }

  private ClusterAnswer performRequest(String method, String path, JsonNode body)
      throws IOException {
    Request request = new Request(method, path);
    if (body != null) {
      request.setJsonEntity(body.toString());
    }
    String asked = method + " " + path;
    try {
      return ClusterAnswer.readAnswer(asked, client.performRequest(request));
    } catch (ResponseException e) {
      return ClusterAnswer.readAnswer(asked, e.getResponse());
    }
  }

  private static JsonNode requireOk(ClusterAnswer answer) {
    if (!answer.isOk()) {
      throw answer.createError();
    }
    return answer.body();
  }

  private String hosts() {
    return client.getNodes().stream().map(node -> node.getHost().toURI()).toList().toString();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TemplatesException("Interrupted while waiting for Elasticsearch", e);
    }
  }
}
