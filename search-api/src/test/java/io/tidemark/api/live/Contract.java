/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds answers to the API document: their status, their form, and every member of their JSON. */
public final class Contract {

  private static final String SCHEMAS = "components";
  private static final int NO_CONTENT = 204;

  private final JsonNode document;
  private final ObjectNode closed;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

  /** A path may match several patterns: of those with the method the longest says the most. */
  private final List<Route> routes;

  Contract(JsonNode document) {
    this.document = document;
    this.routes =
        document.path("paths").properties().stream()
            .map(route -> Route.of(route.getKey(), route.getValue()))
            .sorted(Comparator.comparingInt(Route::length).reversed())
            .toList();
    this.closed = ((ObjectNode) document.path(SCHEMAS)).deepCopy();
    for (JsonNode schema : closed.path("schemas")) {
      // A member that the document does not name is a fault, too.
      ((ObjectNode) schema).put("additionalProperties", false);
    }
  }

  /** The document as the API serves it. */
  public JsonNode document() {
    return document;
  }

  void check(String method, String path, Answer answer) {
    JsonNode operation = operation(method, path);
    if (operation == null) {
      return;
    }
    String which = method + " " + path + " " + answer.status();
    JsonNode response =
        resolve(operation.path("responses").path(Integer.toString(answer.status())));
    assertThat(response.isMissingNode()).as("undocumented: %s %s", which, answer.text()).isFalse();
    if (answer.status() == NO_CONTENT) {
      assertThat(answer.text()).as(which).isEmpty();
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    JsonNode form = response.path("content").path(type);
    assertThat(form.isMissingNode()).as("undocumented form: %s %s", which, type).isFalse();
    if (type.endsWith("json") && !type.contains("ndjson")) {
      List<Error> faults = schema(form.path("schema")).validate(answer.json());
      assertThat(faults).as("%s %s", which, answer.text()).isEmpty();
    }
  }

  private Schema schema(JsonNode schema) {
    return compiled.computeIfAbsent(
        schema,
        part -> {
          ObjectNode whole = JsonMapper.shared().createObjectNode();
          whole.putArray("allOf").add(part);
          whole.set(SCHEMAS, closed);
          return registry.getSchema(whole);
        });
  }

  private JsonNode resolve(JsonNode response) {
    String reference = response.path("$ref").asString("");
    return reference.isEmpty() ? response : document.at(reference.substring(1));
  }

  /** The route that answers; null when there is none. */
  public JsonNode operation(String method, String path) {
    String verb = method.toLowerCase(Locale.ROOT);
    JsonNode exact = document.path("paths").path(path);
    if (!exact.isMissingNode()) {
      return exact.get(verb);
    }
    return routes.stream()
        .filter(route -> route.operations().has(verb) && route.matches(path))
        .findFirst()
        .map(route -> route.operations().get(verb))
        .orElse(null);
  }

  /** The paths that match a pattern, and their operations by method. */
  private record Route(Pattern pattern, JsonNode operations) {

    static Route of(String path, JsonNode operations) {
      return new Route(Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+")), operations);
    }

    boolean matches(String path) {
      return pattern.matcher(path).matches();
    }

    int length() {
      return pattern.pattern().length();
    }
  }
}
