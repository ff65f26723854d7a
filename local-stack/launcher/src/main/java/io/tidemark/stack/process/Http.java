/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** JSON over HTTP with the servers of the stack. */
public final class Http {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  private Http() {}

  /** The answer of a GET, or nothing when the server is not there, not ready, or says no. */
  public static Optional<JsonNode> tryGet(URI uri) {
    return tryGet(uri, LIMIT);
  }

  static Optional<JsonNode> tryGet(URI uri, Duration limit) {
    try {
      HttpResponse<String> answer = sendRequest(uri, limit);
      return answer.statusCode() == 200
          ? Optional.of(JSON.readTree(answer.body()))
          : Optional.empty();
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /**
   * The answer of a GET.
   *
   * @throws IOException also when the answer is not 200
   */
  public static JsonNode get(URI uri) throws IOException {
    HttpResponse<String> answer = sendRequest(uri, LIMIT);
    if (answer.statusCode() != 200) {
      throw new IOException(uri + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** The limit of a request of the client ends with the headers of its answer. */
  private static HttpResponse<String> sendRequest(URI uri, Duration limit) throws IOException {
    CompletableFuture<HttpResponse<String>> answer =
        CLIENT.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      answer.cancel(true);
      throw new IOException(uri + " did not answer within " + limit.toMillis() + " ms", silent);
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause().getMessage(), failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
