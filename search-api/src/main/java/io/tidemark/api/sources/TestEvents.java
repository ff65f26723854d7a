/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.sources;

import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends test events to intake, as a sender would: the page itself may talk to no other host. */
@Component
class TestEvents {

  /** The model of test events. */
  static final String MODEL = "tidemark-test";

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /** Intake waits up to 10 s for Kafka. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);

  private static final int LONGEST_MESSAGE = 1_000;

  private final SourcesProperties properties;
  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_LIMIT)
          .build();

  TestEvents(SourcesProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /** Whether it is known where intake is. */
  boolean areEnabled() {
    return properties.testUrl() != null;
  }

  /**
   * Sends one event.
   *
   * @throws ProblemException 409 when the operator did not say where intake is
   */
  TestEvent sendEvent(Scope scope, String key) {
    if (!areEnabled()) {
      throw ProblemException.conflict(
          "no-intake", "The operator did not set tidemark.sources.intake-url.");
    }
    Instant now = clock.instant();
    String id = "tidemark-test-" + UUID.randomUUID();
    HttpRequest request =
        HttpRequest.newBuilder(address())
            .timeout(ANSWER_LIMIT)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + key)
            .POST(HttpRequest.BodyPublishers.ofString(event(scope, id, now).toString()))
            .build();
    try {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        String text = new String(body.readNBytes(LONGEST_MESSAGE), StandardCharsets.UTF_8);
        return result(id, now, answer.statusCode(), text);
      }
    } catch (IOException unreachable) {
      return new TestEvent(id, MODEL, now, "unreachable", "Intake does not answer.");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new TestEvent(id, MODEL, now, "unreachable", "The request was interrupted.");
    }
  }

  private URI address() {
    return URI.create(properties.testUrl().toString().replaceAll("/+$", "") + "/api/v1/events");
  }

  private static TestEvent result(String id, Instant time, int status, String text) {
    return switch (status) {
      case 202 -> new TestEvent(id, MODEL, time, "accepted", null);
      case 401 -> new TestEvent(id, MODEL, time, "unknown_key", text);
      default -> new TestEvent(id, MODEL, time, "rejected", status + " " + text);
    };
  }

  /**
   * The caller is the user of the event, and therefore sees it counted. Intake rejects it when the
   * key is of another tenant than the caller.
   */
  private static ObjectNode event(Scope scope, String id, Instant time) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("request_id", id)
        .put("tenant_id", scope.tenant())
        .put("event_time", time.toEpochMilli())
        .put("user_id", scope.user())
        .put("model", MODEL)
        .put("status_code", 200)
        .put("input_tokens", 1)
        .put("output_tokens", 1);
  }
}
