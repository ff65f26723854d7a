/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.elasticsearch;

import static io.tidemark.testkit.elasticsearch.FakeElasticsearch.error;
import static io.tidemark.testkit.elasticsearch.FakeElasticsearch.object;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.testkit.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Indices of {@link FakeElasticsearch}: their mappings, and documents with external versions. */
final class FakeDocuments {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_ID_BYTES = 512;
  private static final Set<String> NUMBERS =
      Set.of("long", "integer", "short", "byte", "double", "float");
  private static final String PARSING = "mapper_parsing_exception";

  private record Stored(long version, JsonNode source) {}

  /** One index. */
  private record Index(ObjectNode mapping, Map<String, Stored> documents) {
    JsonNode properties() {
      return mapping.path("properties");
    }

    boolean isStrict() {
      return mapping.path("dynamic").asText().equals("strict");
    }
  }

  private final FakeTemplates templates;
  private final Map<String, Index> indices = new TreeMap<>();

  FakeDocuments(FakeTemplates templates) {
    this.templates = templates;
  }

  Reply create(String index) {
    indices.put(index, new Index(templates.mappingOf(index), new TreeMap<>()));
    return Reply.json("{}");
  }

  Reply resolve(String pattern) {
    ObjectNode body = object();
    ArrayNode names = body.putArray("indices");
    indices.keySet().stream()
        .filter(index -> FakeTemplates.matches(pattern, index))
        .forEach(index -> names.addObject().put("name", index));
    return Reply.json(body.toString());
  }

  /** Reads the mappings of matching indices, after adding fields to them. */
  Reply mapping(String pattern, Optional<ObjectNode> added) {
    ObjectNode found = object();
    for (Map.Entry<String, Index> index : indices.entrySet()) {
      if (!FakeTemplates.matches(pattern, index.getKey())) {
        continue;
      }
      ObjectNode mapping = index.getValue().mapping();
      Optional<String> changed = added.flatMap(fields -> changedType(mapping, fields));
      if (changed.isPresent()) {
        return error(400, "mapper [" + changed.get() + "] cannot be changed");
      }
      added.ifPresent(fields -> FakeTemplates.merge(mapping, fields));
      found.withObject("/" + index.getKey()).set("mappings", mapping);
    }
    return Reply.json(found.toString());
  }

  private static Optional<String> changedType(JsonNode present, JsonNode wanted) {
    return present.path("properties").properties().stream()
        .filter(
            field -> {
              JsonNode other = wanted.path("properties").path(field.getKey());
              return !other.isMissingNode()
                  && !other.path("type").equals(field.getValue().path("type"));
            })
        .map(Map.Entry::getKey)
        .findFirst();
  }

  Reply bulk(List<BulkOperation> operations) {
    for (BulkOperation operation : operations) {
      if (operation.id().getBytes(UTF_8).length > MAX_ID_BYTES) {
        String reason = "Validation Failed: 1: id is too long;";
        return error(400, "action_request_validation_exception", reason);
      }
    }
    ObjectNode body = object().put("took", 1);
    ArrayNode items = body.putArray("items");
    for (BulkOperation operation : operations) {
      items.addObject().set(operation.action(), write(operation));
    }
    return Reply.json(body.toString());
  }

  private ObjectNode write(BulkOperation operation) {
    if (!indices.containsKey(operation.index())) {
      create(operation.index());
    }
    Index index = indices.get(operation.index());
    JsonNode source = parse(operation.source());
    if (!source.isObject()) {
      return Faults.error(400, PARSING, "failed to parse");
    }
    for (Map.Entry<String, JsonNode> field : source.properties()) {
      JsonNode mapped = index.properties().path(field.getKey());
      if (mapped.isMissingNode() && index.isStrict()) {
        return Faults.error(
            400, "strict_dynamic_mapping_exception", "no field [" + field.getKey() + "]");
      }
      if (NUMBERS.contains(mapped.path("type").asText()) && !field.getValue().isNumber()) {
        return Faults.error(400, PARSING, "failed to parse field [" + field.getKey() + "]");
      }
    }
    return store(operation, source, index.documents());
  }

  private static JsonNode parse(String source) {
    try {
      return JSON.readTree(source);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static ObjectNode store(
      BulkOperation operation, JsonNode source, Map<String, Stored> documents) {
    Stored there = documents.get(operation.id());
    long version = operation.target().path("version").asLong();
    boolean create = operation.action().equals("create");
    if (there != null && (create || there.version() > version)) {
      return Faults.error(409, "version_conflict_engine_exception", "version conflict");
    }
    documents.put(operation.id(), new Stored(version, source));
    return object()
        .put("_index", operation.index())
        .put("_id", operation.id())
        .put("status", there == null ? 201 : 200);
  }

  /** All documents of matching indices. */
  Reply search(String pattern) {
    ObjectNode body = object();
    ArrayNode hits = body.putObject("hits").putArray("hits");
    indices.forEach(
        (name, index) -> {
          if (FakeTemplates.matches(pattern, name)) {
            index
                .documents()
                .forEach(
                    (id, stored) ->
                        hits.addObject()
                            .put("_index", name)
                            .put("_id", id)
                            .put("_version", stored.version())
                            .set("_source", stored.source()));
          }
        });
    return Reply.json(body.toString());
  }
}
