/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stack.Checkout;
import io.tidemark.stack.process.JavaCommand;
import io.tidemark.stack.process.JvmOptions;
import io.tidemark.stack.process.Lifetime;
import io.tidemark.stack.process.ServerOptions;
import io.tidemark.stack.process.ServerProcess;
import io.tidemark.stack.process.StateFolder;
import io.tidemark.stack.token.TokenKey;
import io.tidemark.stack.token.TokenRequest;
import io.tidemark.stack.token.TokenSigner;
import io.tidemark.testkit.elasticsearch.ElasticsearchNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The search API over an Elasticsearch node of its own, each in a process of its own. */
final class ServedApi implements AutoCloseable {

  /** Whose figures are asked for. */
  static final String TENANT = "tenant-00";

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final StateFolder state;
  private final String nodeHeap;
  private final ServerProcess api;
  private final URI uri;
  private final String token;
  private ElasticsearchNode node;

  private ServedApi(
      StateFolder state,
      String nodeHeap,
      ElasticsearchNode node,
      ServerProcess api,
      URI uri,
      String tenant) {
    this.state = state;
    this.nodeHeap = nodeHeap;
    this.node = node;
    this.api = api;
    this.uri = uri;
    this.token = sign(TokenRequest.signIn(tenant));
  }

  /** The same processes with the token of another tenant. */
  ServedApi signedInAt(String tenant) {
    return new ServedApi(state, nodeHeap, node, api, uri, tenant);
  }

  /** Starts both with empty data below {@code work}; no user's requests are limited. */
  static ServedApi start(Path work, String nodeHeap, String apiHeap) throws IOException {
    Checkout checkout = Checkout.current();
    StateFolder state = new StateFolder(work.resolve("api-" + System.nanoTime()));
    ElasticsearchNode node = ElasticsearchNode.startWithTemplates(state, nodeHeap);
    int port = new ServerOptions(0, apiHeap, Lifetime.WITH_PARENT).portOrFree();
    JavaCommand command =
        JavaCommand.jar(
            "api",
            JvmOptions.heap(apiHeap).list(),
            checkout.apiJar(),
            List.of(
                "--server.port=" + port,
                "--tidemark.elasticsearch.hosts=" + node.uri(),
                "--tidemark.token.key-file=" + TokenKey.of(state).file(),
                "--tidemark.templates.install=false",
                "--tidemark.rate-limit.requests-per-minute=100000000"));
    ServerProcess api = ServerProcess.start(command, state, Lifetime.WITH_PARENT);
    URI uri = URI.create("http://127.0.0.1:" + port);
    ServedApi served = new ServedApi(state, nodeHeap, node, api, uri, TENANT);
    api.awaitReady(() -> served.isAnswering("/me"), START_LIMIT);
    return served;
  }

  private String sign(TokenRequest request) {
    return new TokenSigner(TokenKey.of(state), Clock.systemUTC()).signToken(request);
  }

  /** Ends the node; the API continues. */
  void stopNode() {
    node.close();
  }

  /** Starts the node again with its data, and waits until the API reads them. */
  void startNode() {
    node = ElasticsearchNode.startAt(node.uri().getPort(), state, nodeHeap);
    api.awaitReady(() -> isAnswering("/model-calls/summary?range=7d"), START_LIMIT);
  }

  /** A connection of a gateway, which asks one route and has no rights but that. */
  GatewayConnection connectGateway(String path) throws IOException {
    TokenRequest gateway =
        new TokenRequest(TENANT, "gateway", List.of("gateway"), List.of(), Duration.ofHours(1));
    return new GatewayConnection(uri, path, sign(gateway));
  }

  private boolean isAnswering(String path) {
    try {
      return get(path).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The answer of a route; {@code path} is what follows {@code /api/v1}. */
  HttpResponse<String> get(String path) throws IOException {
    return send(createRequest(path), HttpResponse.BodyHandlers.ofString());
  }

  /** The same as a stream. */
  HttpResponse<InputStream> stream(String path) throws IOException {
    return send(createRequest(path), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** Measures the milliseconds until a route answers with 200. */
  double measureMillis(String path) throws IOException {
    long start = System.nanoTime();
    int status = get(path).statusCode();
    if (status != 200) {
      throw new IOException("The API answered " + path + " with " + status);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  /** The answer of a route that takes a body. */
  HttpResponse<String> write(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve("/api/v1" + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest createRequest(String path) {
    return HttpRequest.newBuilder(uri.resolve("/api/v1" + path))
        .header("Authorization", "Bearer " + token)
        .build();
  }

  /** The sum of the API's heap pools in use, in MiB. */
  double heapMib() throws IOException {
    HttpRequest request = HttpRequest.newBuilder(uri.resolve("/actuator/prometheus")).build();
    return send(request, HttpResponse.BodyHandlers.ofString())
            .body()
            .lines()
            .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum()
        / (1 << 20);
  }

  /** Address of the node. */
  URI node() {
    return node.uri();
  }

  /** Talks to Elasticsearch directly. */
  JsonNode elasticsearch(String method, String path, String body) throws IOException {
    return node.client().send(method, path, body);
  }

  /** Clears the caches of Elasticsearch. */
  void clearCaches() throws IOException {
    elasticsearch("POST", "/_cache/clear", "");
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    try {
      return http.send(request, handler);
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  @Override
  public void close() {
    api.stop();
    node.close();
  }
}
