/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;

/** The few requests that installing takes, with their failures in an operator's words. */
final class KibanaClient {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final KibanaAddress address;
  private final String authorization;

  /**
   * A client; it has not connected yet.
   *
   * @param username empty for none
   */
  KibanaClient(KibanaAddress address, String username, String password) {
    this.address = address;
    byte[] pair = (username + ":" + password).getBytes(UTF_8);
    authorization = username.isEmpty() ? "" : "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** Returns once Kibana says that it is available. */
  void awaitAvailable(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    String last;
    do {
      try {
        HttpResponse<String> answer = sendRequest(createRequest("/api/status").GET().build());
        if (answer.statusCode() == 200) {
          return;
        }
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
          throw createError("GET /api/status", answer);
        }
        last = "it answered " + answer.statusCode();
      } catch (IOException e) {
        last = e.toString();
      }
      pauseBeforeRetry();
    } while (System.nanoTime() < deadline);
    throw new KibanaException(
        "No Kibana response from %s within %d s: %s. Check that it is running and that the address is correct."
            .formatted(address.base(), limit.toSeconds(), last));
  }

  JsonNode postJson(String path, JsonNode body) {
    return askKibana(
        path,
        createRequest(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  /** Sends one file as a form does. */
  JsonNode postFile(String path, String fileName, byte[] content) {
    // Fixed: no line of a JSON file begins with a dash.
    String boundary = "----tidemark-kibana-objects";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head =
        """
        --%s
        Content-Disposition: form-data; name="file"; filename="%s"
        Content-Type: application/ndjson

        """
            .formatted(boundary, fileName)
            .replace("\n", "\r\n");
    body.writeBytes(head.getBytes(UTF_8));
    body.writeBytes(content);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
    return askKibana(
        path,
        createRequest(path)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
            .build());
  }

  private HttpRequest.Builder createRequest(String path) {
    // Kibana refuses what a foreign page could make a browser send: such a page cannot set this.
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolvePath(path))
            .timeout(TIME_LIMIT)
            .header("kbn-xsrf", "true");
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  private JsonNode askKibana(String path, HttpRequest request) {
    HttpResponse<String> answer;
    try {
      answer = sendRequest(request);
    } catch (IOException e) {
      throw new KibanaException(
          "No response to POST %s from %s: %s".formatted(path, address.base(), e), e);
    }
    if (answer.statusCode() != 200) {
      throw createError("POST " + path, answer);
    }
    return parseJson(answer.body());
  }

  private HttpResponse<String> sendRequest(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString(UTF_8));
    } catch (InterruptedException e) {
      throw reportInterrupt(e);
    }
  }

  private static KibanaException createError(String asked, HttpResponse<String> answer) {
    int status = answer.statusCode();
    boolean forbidden = status == 401 || status == 403;
    return new KibanaException(
        asked
            + " was refused: "
            + status
            + parseJson(answer.body())
                .path("message")
                .asText("")
                .transform(m -> m.isEmpty() ? m : ", " + m)
            + (forbidden ? ". Check the user, the password and the privileges." : ""));
  }

  private static JsonNode parseJson(String text) {
    try {
      return KibanaSources.JSON.readTree(text);
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static void pauseBeforeRetry() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      throw reportInterrupt(e);
    }
  }

  private static KibanaException reportInterrupt(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new KibanaException("Interrupted while waiting for Kibana", e);
  }
}
