/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One parameter of one route: where somebody may send something. */
record Place(String method, String path, JsonNode parameter) {

  /** Every parameter of every route, as the API document has them. */
  static List<Place> all(LiveApi api) {
    List<Place> places = new ArrayList<>();
    api.contract()
        .document()
        .path("paths")
        .properties()
        .forEach(route -> add(places, route.getKey(), route.getValue()));
    assertThat(places).hasSizeGreaterThan(200);
    return places;
  }

  private static void add(List<Place> places, String path, JsonNode operations) {
    operations
        .properties()
        .forEach(
            operation ->
                operation
                    .getValue()
                    .path("parameters")
                    .forEach(
                        parameter ->
                            places.add(
                                new Place(
                                    operation.getKey().toUpperCase(Locale.ROOT),
                                    path,
                                    parameter))));
    places.removeIf(place -> place.parameter().path("in").asString().equals("header"));
  }

  String name() {
    return parameter.path("name").asString();
  }

  private boolean inPath() {
    return parameter.path("in").asString().equals("path");
  }

  /** The example that the document gives. */
  String example() {
    JsonNode examples = parameter.path("schema").path("examples").path(0);
    JsonNode example = inPath() ? parameter.path("example") : examples;
    return example.isArray() ? example.path(0).asString() : example.asString();
  }

  /** A value that exists, but in the tenant whose names start with {@code prefix}. */
  String swapped(String prefix) {
    return prefix
        + switch (name().replaceFirst("^not_", "")) {
          case "user_id" -> "alice";
          case "api_key_id" -> "key-of-alice";
          case "model" -> "tuned-qwen";
          case "workflow_id", "value" -> "wf-12";
          case "request_id", "id" -> "req-1";
          case "task_id" -> "task-1";
          case "q" -> "";
          default -> "search";
        };
  }

  /** The answer to {@code value} here and defaults elsewhere. */
  Answer send(LiveApi api, String token, String value) {
    String address = path.replaceAll("\\{[a-z_]+}", "none");
    if (inPath()) {
      String segment = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
      address = path.replaceAll("\\{.*}", segment.replace("$", "\\$"));
    }
    HttpRequest.Builder request = api.request(token, address, query(value));
    return api.send(request.method(method, HttpRequest.BodyPublishers.noBody()).build());
  }

  private String[] query(String value) {
    if (inPath()) {
      return new String[0];
    }
    return name().equals("value")
        ? new String[] {"dimension", "workflow", "value", value}
        : new String[] {name(), value};
  }

  /** The answer is one that a caller can do something with, and says no {@code hidden} name. */
  void assertNothingHidden(String hidden, String value, Answer answer) {
    String which = this + " = " + value + ": " + answer.status();
    assertThat(answer.status()).as(which).isIn(200, 400, 401, 403, 404, 409, 415);
    assertThat(answer.headers().firstValue("X-Injected")).as(which).isEmpty();
    String echo = JsonMapper.shared().writeValueAsString(value);
    String text = value.isEmpty() ? said(answer) : said(answer).replace(echo, "");
    assertThat(text).as(which).doesNotContain(hidden);
  }

  /** The answer without the path that was asked, which problem documents repeat. */
  static String said(Answer answer) {
    return answer.text().replaceAll("\"instance\":\"[^\"]*\",?", "");
  }
}
