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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  Contract(JsonNode document) {
    this.document = document;
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

  /** Operations and statuses that were held to the document so far, as {@code id status}. */
  public Set<String> answered() {
    return Set.copyOf(answered);
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
      answered.add(operation.path("operationId").asString() + " " + answer.status());
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    JsonNode form = response.path("content").path(type);
    assertThat(form.isMissingNode()).as("undocumented form: %s %s", which, type).isFalse();
    if (type.endsWith("json") && !type.contains("ndjson")) {
      List<Error> faults = schema(form.path("schema")).validate(answer.json());
      assertThat(faults).as("%s %s", which, answer.text()).isEmpty();
    }
    answered.add(operation.path("operationId").asString() + " " + answer.status());
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
    JsonNode exact = document.path("paths").path(path);
    if (!exact.isMissingNode()) {
      JsonNode operation = exact.path(method.toLowerCase(java.util.Locale.ROOT));
      return operation.isMissingNode() ? null : operation;
    }
    // A path may match several patterns: of those with the method the longest says the most.
    Map<String, JsonNode> found = new TreeMap<>(Comparator.comparingInt(String::length).reversed());
    document
        .path("paths")
        .properties()
        .forEach(
            route -> {
              String pattern = route.getKey().replaceAll("\\{[^}]+}", "[^/]+");
              JsonNode operation = route.getValue().path(method.toLowerCase(java.util.Locale.ROOT));
              if (path.matches(pattern) && !operation.isMissingNode()) {
                found.put(pattern, operation);
              }
            });
    return found.values().stream().findFirst().orElse(null);
  }
}
