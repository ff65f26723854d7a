/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.stack.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Talks to the search API of the stack with a token, and explains what it refuses. */
public final class ApiClient {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI api;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  public ApiClient(URI api, String token) {
    this.api = api;
    this.token = token;
  }

  /** One answer of the API. */
  public record Answer(int status, String etag, JsonNode body) {}

  /**
   * Sends one request without a body.
   *
   * @throws StackException when the API does not answer, or refuses the request
   */
  public Answer send(String method, String path, Map<String, String> headers) {
    return send(method, path, headers, HttpRequest.BodyPublishers.noBody());
  }

  /**
   * Sends one request with a body; its format is in the header Content-Type.
   *
   * @throws StackException when the API does not answer, or refuses the request
   */
  public Answer send(String method, String path, Map<String, String> headers, byte[] body) {
    return send(method, path, headers, HttpRequest.BodyPublishers.ofByteArray(body));
  }

  private Answer send(
      String method, String path, Map<String, String> headers, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(path)).timeout(LIMIT).method(method, body);
    request.header("Authorization", "Bearer " + token).header("Accept", "application/json");
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new StackException(explainError(answer));
      }
      String etag = answer.headers().firstValue("ETag").orElse("");
      return new Answer(answer.statusCode(), etag, JSON.readTree(answer.body()));
    } catch (IOException failure) {
      throw new StackException(
          "no answer from the search API at " + api + ": bin/tidemark up starts it", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted", interrupted);
    }
  }

  private static String explainError(HttpResponse<String> answer) {
    try {
      JsonNode problem = JSON.readTree(answer.body());
      String entry = problem.path("entry").asText();
      String detail = problem.path("detail").asText("the search API refused the request");
      StringBuilder text = new StringBuilder(entry.isEmpty() ? "" : entry + ": ").append(detail);
      if (problem.path("allowed").isArray() && !problem.path("allowed").isEmpty()) {
        text.append(" Allowed: ");
        problem.path("allowed").forEach(one -> text.append(one.asText()).append(", "));
        text.setLength(text.length() - 2);
      }
      return text.append(" (status ").append(answer.statusCode()).append(')').toString();
    } catch (JsonProcessingException notOfTheApi) {
      return "status " + answer.statusCode() + " from " + answer.uri();
    }
  }
}
