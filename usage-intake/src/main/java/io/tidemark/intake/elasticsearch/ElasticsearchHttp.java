/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to the first node of Elasticsearch that answers. */
public final class ElasticsearchHttp {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** A node without a master, or one that a proxy does not reach; another one may answer. */
  private static final Set<Integer> UNAVAILABLE = Set.of(502, 503, 504);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final JsonMapper json = new JsonMapper();
  private final List<URI> hosts;
  private final String authorization;

  /**
   * @param username null sends no credentials
   */
  public ElasticsearchHttp(List<URI> hosts, String username, String password) {
    this.hosts = List.copyOf(hosts);
    byte[] credentials = (username + ":" + password).getBytes(UTF_8);
    authorization =
        username == null ? null : "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  /** Whether nodes are configured. */
  public boolean isConfigured() {
    return !hosts.isEmpty();
  }

  /**
   * The answer to a request.
   *
   * @param body null sends none
   * @throws IOException when no node answers with 200, or the answer is not JSON
   */
  public JsonNode sendRequest(String method, String path, String body) throws IOException {
    HttpResponse<String> answer = tryHosts(method, path, body);
    if (answer.statusCode() != 200) {
      throw new IOException("Elasticsearch answered " + answer.statusCode());
    }
    try {
      return json.readTree(answer.body());
    } catch (JacksonException wrong) {
      throw new IOException("Elasticsearch did not answer with JSON", wrong);
    }
  }

  /**
   * The status of the answer to a request without a body.
   *
   * @throws IOException when no node answers
   */
  public int readStatus(String method, String path) throws IOException {
    return tryHosts(method, path, null).statusCode();
  }

  private HttpResponse<String> tryHosts(String method, String path, String body)
      throws IOException {
    IOException failure = null;
    HttpResponse<String> unavailable = null;
    for (URI host : hosts) {
      try {
        HttpResponse<String> answer = tryHosts(host, method, path, body);
        if (!UNAVAILABLE.contains(answer.statusCode())) {
          return answer;
        }
        unavailable = answer;
      } catch (IOException unreachable) {
        failure = unreachable;
      }
    }
    if (unavailable != null) {
      return unavailable;
    }
    throw failure == null ? new IOException("no host is given") : failure;
  }

  private HttpResponse<String> tryHosts(URI host, String method, String path, String body)
      throws IOException {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(host.resolve(path)).timeout(TIMEOUT).method(method, publisher);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  @Override
  public String toString() {
    return hosts.toString();
  }
}
