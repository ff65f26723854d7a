/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stack.process.Http;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The documents of one family as they stand in Elasticsearch, in the shape in which oracles give
 * them: by their dimensions, each with its fields under dotted names.
 */
final class HourlyDocuments {

  /** What depends on when a document was published, not on what it counts. */
  private static final Set<String> PUBLICATION =
      Set.of("final", "revision", "late_events", "updated_at");

  private static final Set<String> MODEL_CALL_DIMENSIONS =
      Set.of(
          "hour",
          "tenant_id",
          "project_id",
          "user_id",
          "user_type",
          "api_key_id",
          "provider",
          "model_source",
          "model",
          "endpoint",
          "operation",
          "client");

  private final URI elasticsearch;
  private final String indices;
  private final Set<String> dimensions;

  /** The hours of model calls. */
  HourlyDocuments(URI elasticsearch) {
    this(elasticsearch, "model-calls-hourly", MODEL_CALL_DIMENSIONS);
  }

  /**
   * The documents of a family.
   *
   * @param dimensions fields that no two documents share all values of
   */
  HourlyDocuments(URI elasticsearch, String family, Set<String> dimensions) {
    this.elasticsearch = elasticsearch;
    indices = "/tidemark-" + family + "-*";
    this.dimensions = dimensions;
  }

  Map<String, Map<String, Object>> read() {
    Map<String, Map<String, Object>> documents = new TreeMap<>();
    try {
      Http.get(elasticsearch.resolve(indices + "/_refresh"));
      JsonNode answer = Http.get(elasticsearch.resolve(indices + "/_search?size=10000"));
      for (JsonNode hit : answer.at("/hits/hits")) {
        if (hit.at("/_source/outcome").asText().equals("superseded")) {
          // The same run stands in the index of another day.
          continue;
        }
        Map<String, Object> fields = new TreeMap<>();
        flatten("", hit.path("_source"), fields);
        Map<String, Object> key = new TreeMap<>(fields);
        key.keySet().retainAll(dimensions);
        documents.merge(
            key.toString(), fields, (one, other) -> Map.of("two documents of one group", key));
      }
    } catch (IOException notNow) {
      // An index that was created a moment ago has no shard to ask yet: whoever waits asks again.
      return Map.of("no answer", Map.of("reason", String.valueOf(notNow.getMessage())));
    }
    return documents;
  }

  private static void flatten(String prefix, JsonNode object, Map<String, Object> fields) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String name = prefix + entry.getKey();
      if (PUBLICATION.contains(name)) {
        continue;
      }
      if (entry.getKey().equals("bins")) {
        checkBins(name, entry.getValue(), object.path("count").asLong());
      } else if (entry.getKey().equals("bin_counts")) {
        checkKeywords(name, entry.getValue(), object.path("bins"));
      } else if (entry.getValue().isObject()) {
        flatten(name + ".", entry.getValue(), fields);
      } else {
        fields.put(name, value(entry));
      }
    }
  }

  private static Object value(Map.Entry<String, JsonNode> entry) {
    JsonNode value = entry.getValue();
    boolean time = entry.getKey().equals("hour") || entry.getKey().endsWith("_at");
    if (time || entry.getKey().equals("event_time")) {
      return Instant.parse(value.asText()).toString();
    }
    return plain(value);
  }

  private static Object plain(JsonNode value) {
    if (value.isArray()) {
      List<Object> elements = new ArrayList<>();
      value.forEach(element -> elements.add(plain(element)));
      return elements;
    }
    if (value.isObject()) {
      Map<String, Object> members = new TreeMap<>();
      value.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
      return members;
    }
    if (value.isFloatingPointNumber()) {
      return value.asDouble();
    }
    return value.isIntegralNumber() ? (Object) value.asLong() : value.asText();
  }

  private static void checkBins(String name, JsonNode bins, long count) {
    long sum = 0;
    for (JsonNode bin : bins) {
      sum += bin.asLong();
    }
    if (sum != count) {
      throw new AssertionError(name + " hold " + sum + " values of " + count);
    }
  }

  /** Keywords such as {@code b042x4}: those of one bin make its count together. */
  private static void checkKeywords(String name, JsonNode keywords, JsonNode bins) {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode keyword : keywords) {
      String[] binAndTimes = keyword.asText().split("x", 2);
      counts.merge(binAndTimes[0], Long.parseLong(binAndTimes[1]), Long::sum);
    }
    Map<String, Long> written = new TreeMap<>();
    bins.properties().forEach(bin -> written.put(bin.getKey(), bin.getValue().asLong()));
    if (!counts.equals(written)) {
      throw new AssertionError(name + " say " + counts + ", bins " + written);
    }
  }
}
