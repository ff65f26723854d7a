/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The search that Lens 7.17 sends for the one layer of a panel, and its reading of the answer.
 * Shifts in time are left out: they ask the same of another period.
 */
final class LensRequest {

  static final String MISSING = "__missing__";

  private final String condition;
  private final JsonNode columns;
  private final List<String> buckets = new ArrayList<>();
  private final List<String> valueIds = new ArrayList<>();

  LensRequest(JsonNode lens) {
    JsonNode state = lens.at("/attributes/state");
    JsonNode layers = state.at("/datasourceStates/indexpattern/layers");
    JsonNode layer = layers.elements().next();
    condition = state.at("/query/query").asText();
    columns = layer.required("columns");
    for (JsonNode id : layer.required("columnOrder")) {
      boolean bucket = columns.required(id.asText()).required("isBucketed").booleanValue();
      (bucket ? buckets : valueIds).add(id.asText());
    }
  }

  ObjectNode body() {
    ObjectNode body = KibanaSources.JSON.createObjectNode().put("size", 0);
    if (!condition.isEmpty()) {
      String[] parts = condition.split(": ", 2);
      body.withObject("/query/term").put(parts[0], parts[1]);
    }
    body.set("aggs", aggregations(0));
    return body;
  }

  private ObjectNode aggregations(int depth) {
    ObjectNode all = KibanaSources.JSON.createObjectNode();
    valueIds.forEach(id -> addValue(all, id));
    if (depth < buckets.size()) {
      String id = buckets.get(depth);
      ObjectNode bucket = all.putObject(id);
      addBucket(bucket, columns.required(id));
      bucket.set("aggs", aggregations(depth + 1));
    }
    return all;
  }

  private void addBucket(ObjectNode bucket, JsonNode column) {
    JsonNode parameters = column.required("params");
    String field = column.required("sourceField").asText();
    if (column.required("operationType").asText().equals("date_histogram")) {
      ObjectNode histogram = bucket.putObject("date_histogram").put("field", field);
      histogram.put("fixed_interval", parameters.required("interval").asText());
      histogram.put("min_doc_count", 1);
      return;
    }
    ObjectNode terms = bucket.putObject("terms").put("field", field);
    terms.put("size", parameters.required("size").intValue());
    String by = parameters.required("orderBy").required("columnId").asText();
    boolean count = operation(by).equals("count");
    terms
        .putObject("order")
        .put(count ? "_count" : by, parameters.required("orderDirection").asText());
    if (parameters.required("missingBucket").booleanValue()) {
      terms.put("missing", MISSING);
    }
  }

  private void addValue(ObjectNode all, String id) {
    JsonNode column = columns.required(id);
    switch (operation(id)) {
      case "sum", "max" -> all.putObject(id).putObject(operation(id)).put("field", field(id));
      case "unique_count" -> all.putObject(id).putObject("cardinality").put("field", field(id));
      case "last_value" -> {
        ObjectNode newest = all.putObject(id).putObject("top_hits").put("size", 1);
        newest.put("_source", false);
        newest.withArray("/docvalue_fields").addObject().put("field", field(id));
        newest
            .withArray("/sort")
            .addObject()
            .put(column.required("params").required("sortField").asText(), "desc");
      }
      case "count", "formula", "math" -> {
        // Nothing is asked: documents are counted anyway, and the parts of a formula are sums.
      }
      default -> throw new AssertionError("Lens 7.17 has no operation " + operation(id));
    }
  }

  /** Values that a person sees, by the keys of their group. */
  Map<List<String>, List<Object>> read(JsonNode answer) {
    Map<List<String>, List<Object>> rows =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    read(
        answer.required("aggregations"),
        answer.at("/hits/total/value").longValue(),
        List.of(),
        rows);
    return rows;
  }

  private void read(
      JsonNode found, long documents, List<String> keys, Map<List<String>, List<Object>> rows) {
    if (keys.size() < buckets.size()) {
      for (JsonNode bucket : found.required(buckets.get(keys.size())).required("buckets")) {
        List<String> longer = new ArrayList<>(keys);
        longer.add(bucket.required("key").asText());
        read(bucket, bucket.required("doc_count").longValue(), longer, rows);
      }
      return;
    }
    List<Object> values = new ArrayList<>();
    for (String id : valueIds) {
      if (!columns.required(id).path("label").asText().startsWith("Part of ")) {
        values.add(value(found, documents, id));
      }
    }
    rows.put(keys, values);
  }

  private Object value(JsonNode found, long documents, String id) {
    return switch (operation(id)) {
      case "count" -> (double) documents;
      case "last_value" ->
          found.required(id).at("/hits/hits/0/fields/" + field(id) + "/0").asText();
      case "formula" -> value(found, documents, reference(id, 0));
      case "math" -> {
        requireQuotient(id);
        yield (double) value(found, documents, reference(id, 0))
            / (double) value(found, documents, reference(id, 1));
      }
      default -> number(found.required(id).required("value"));
    };
  }

  private void requireQuotient(String id) {
    JsonNode tree = columns.required(id).at("/params/tinymathAst");
    if (!tree.required("name").asText().equals("divide")
        || !tree.at("/args/0").asText().equals(reference(id, 0))
        || !tree.at("/args/1").asText().equals(reference(id, 1))) {
      throw new AssertionError("No quotient of its references: " + tree);
    }
  }

  private static Double number(JsonNode value) {
    return value.isNull() ? null : value.doubleValue();
  }

  private String reference(String id, int at) {
    return columns.required(id).required("references").required(at).asText();
  }

  private String operation(String id) {
    return columns.required(id).required("operationType").asText();
  }

  private String field(String id) {
    return columns.required(id).required("sourceField").asText();
  }

  /** Reads an answer of Elasticsearch. */
  static JsonNode json(byte[] text) {
    try {
      return KibanaSources.JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
