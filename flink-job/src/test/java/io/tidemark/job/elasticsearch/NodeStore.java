/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.FieldType;
import io.tidemark.stack.elasticsearch.ElasticsearchProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A real Elasticsearch node, with strict mappings from the catalogue of fields. */
final class NodeStore implements DocumentStore {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_DOCUMENTS = 10_000;

  private static NodeStore shared;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI uri;

  private NodeStore(URI uri) {
    this.uri = uri;
  }

  /** Started once in a JVM; the process ends with it. */
  static synchronized NodeStore shared() {
    if (shared == null) {
      try {
        URI uri = ElasticsearchProcess.start(Files.createTempDirectory("sink-node")).uri();
        NodeStore store = new NodeStore(uri);
        store.putTemplate(IndexFamily.MODEL_CALLS_HOURLY);
        store.putTemplate(IndexFamily.DEAD_LETTERS);
        shared = store;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  URI uri() {
    return uri;
  }

  @Override
  public Answer bulk(List<BulkOperation> operations, Map<String, String> headers)
      throws IOException {
    String path = headers.get("request-line").split(" ", 3)[1];
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve(path))
            .header("content-type", headers.get("content-type"))
            .header("accept", headers.get("accept"))
            .POST(BodyPublishers.ofString(BulkOperation.render(operations)))
            .build();
    HttpResponse<String> response = send(request);
    return new Answer(response.statusCode(), (ObjectNode) JSON.readTree(response.body()));
  }

  @Override
  public Map<String, JsonNode> documents(String index) throws IOException {
    String path = "/" + index + "/_search?ignore_unavailable=true&size=" + MOST_DOCUMENTS;
    send(HttpRequest.newBuilder(uri.resolve("/" + index + "/_refresh")).build());
    HttpResponse<String> found = send(HttpRequest.newBuilder(uri.resolve(path)).build());
    Map<String, JsonNode> documents = new TreeMap<>();
    for (JsonNode hit : JSON.readTree(found.body()).path("hits").path("hits")) {
      documents.put(hit.get("_id").asText(), hit.get("_source"));
    }
    return documents;
  }

  private void putTemplate(IndexFamily family) throws IOException {
    ObjectNode body = JSON.createObjectNode();
    body.putArray("index_patterns").add(family.pattern());
    ObjectNode template = body.putObject("template");
    template.putObject("settings").put("number_of_shards", 1).put("number_of_replicas", 0);
    ObjectNode mappings = template.putObject("mappings").put("dynamic", "strict");
    ObjectNode properties = mappings.putObject("properties");
    for (Field field : DocumentFields.of(family)) {
      if (!field.name().contains(".")) {
        properties.putObject(field.name()).put("type", typeOf(field.type()));
      }
    }
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve("/_index_template/" + family.id()))
            .header("content-type", "application/json")
            .PUT(BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() != 200) {
      throw new IOException(response.body());
    }
  }

  private static String typeOf(FieldType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
