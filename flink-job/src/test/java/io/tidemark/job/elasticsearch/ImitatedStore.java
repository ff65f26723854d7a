/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.model.index.DocumentFields;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.schema.Field;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Versions, creation and strict mappings as Elasticsearch has them, in memory. */
final class ImitatedStore implements DocumentStore {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_ID_BYTES = 512;

  private record Stored(long version, JsonNode source) {}

  private final Map<String, Map<String, Stored>> indices = new HashMap<>();

  @Override
  public synchronized Answer bulk(List<BulkOperation> operations, Map<String, String> headers) {
    for (BulkOperation operation : operations) {
      if (operation.id().getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES) {
        ObjectNode body = JSON.createObjectNode().put("status", 400);
        body.putObject("error")
            .put("type", "action_request_validation_exception")
            .put("reason", "Validation Failed: 1: id is too long;");
        return new Answer(400, body);
      }
    }
    ObjectNode body = JSON.createObjectNode().put("took", 1);
    ArrayNode items = body.putArray("items");
    for (BulkOperation operation : operations) {
      items.addObject().set(operation.action(), write(operation));
    }
    return new Answer(200, body);
  }

  @Override
  public synchronized Map<String, JsonNode> documents(String index) {
    Map<String, JsonNode> documents = new TreeMap<>();
    indices.getOrDefault(index, Map.of()).forEach((id, at) -> documents.put(id, at.source()));
    return documents;
  }

  private ObjectNode write(BulkOperation operation) {
    JsonNode source;
    try {
      source = JSON.readTree(operation.source());
    } catch (JsonProcessingException e) {
      return error(400, "mapper_parsing_exception", "failed to parse");
    }
    if (!source.isObject()) {
      return error(400, "mapper_parsing_exception", "failed to parse");
    }
    for (Map.Entry<String, JsonNode> field : source.properties()) {
      if (!fields(operation.index()).anyMatch(field.getKey()::equals)) {
        return error(400, "strict_dynamic_mapping_exception", "no field " + field.getKey());
      }
      if (field.getKey().equals("calls") && !field.getValue().isNumber()) {
        return error(400, "mapper_parsing_exception", "failed to parse field [calls]");
      }
    }
    return store(operation, source);
  }

  private ObjectNode store(BulkOperation operation, JsonNode source) {
    Map<String, Stored> index = indices.computeIfAbsent(operation.index(), name -> new HashMap<>());
    Stored there = index.get(operation.id());
    long version = operation.target().path("version").asLong();
    boolean create = operation.action().equals("create");
    if (there != null && (create || there.version() > version)) {
      return error(409, "version_conflict_engine_exception", "version conflict");
    }
    index.put(operation.id(), new Stored(version, source));
    return JSON.createObjectNode()
        .put("_index", operation.index())
        .put("_id", operation.id())
        .put("status", there == null ? 201 : 200);
  }

  private static Stream<String> fields(String index) {
    for (IndexFamily family : IndexFamily.values()) {
      if (index.matches("tidemark-" + family.id() + "-\\d.*")) {
        return DocumentFields.of(family).stream().map(Field::name);
      }
    }
    return Stream.empty();
  }

  static ObjectNode error(int status, String type, String reason) {
    ObjectNode item = JSON.createObjectNode().put("status", status);
    item.putObject("error").put("type", type).put("reason", reason);
    return item;
  }

  @Override
  public String toString() {
    return indices.entrySet().stream()
        .map(index -> index.getKey() + ": " + index.getValue().size())
        .collect(Collectors.joining(", "));
  }
}
