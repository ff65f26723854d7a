/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Answers of the search API to one user.
 *
 * @param token of the user
 */
record ApiAnswers(URI api, String token) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TOO_MANY_REQUESTS = 429;

  /** The limit of a token holds for a minute. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The answer to a request below {@code /api/v1/}, as soon as the rate limit allows one. */
  JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve("/api/v1/" + path))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    Duration waited = Duration.ZERO;
    while (answer.statusCode() == TOO_MANY_REQUESTS && waited.compareTo(LONGEST_WAIT) < 0) {
      String seconds = answer.headers().firstValue("Retry-After").orElseThrow();
      Duration wait = Duration.ofSeconds(Math.max(1, Long.parseLong(seconds)));
      Thread.sleep(wait.toMillis());
      waited = waited.plus(wait);
      answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
