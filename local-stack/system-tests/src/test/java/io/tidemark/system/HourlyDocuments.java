/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stack.process.Http;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The hourly documents of model calls as they stand in Elasticsearch, in the shape of {@link
 * HourlyOracle}.
 */
final class HourlyDocuments {

  private static final String INDICES = "/tidemark-model-calls-hourly-*";

  /** What depends on when a document was published, not on what it counts. */
  private static final Set<String> PUBLICATION =
      Set.of("final", "revision", "late_events", "updated_at");

  private static final Set<String> DIMENSIONS =
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

  HourlyDocuments(URI elasticsearch) {
    this.elasticsearch = elasticsearch;
  }

  Map<String, Map<String, Object>> read() {
    Map<String, Map<String, Object>> documents = new TreeMap<>();
    try {
      Http.get(elasticsearch.resolve(INDICES + "/_refresh"));
      JsonNode answer = Http.get(elasticsearch.resolve(INDICES + "/_search?size=10000"));
      for (JsonNode hit : answer.at("/hits/hits")) {
        Map<String, Object> fields = new TreeMap<>();
        flatten("", hit.path("_source"), fields);
        Map<String, Object> key = new TreeMap<>(fields);
        key.keySet().retainAll(DIMENSIONS);
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
      } else if (entry.getValue().isObject()) {
        flatten(name + ".", entry.getValue(), fields);
      } else {
        fields.put(name, value(entry));
      }
    }
  }

  private static Object value(Map.Entry<String, JsonNode> entry) {
    JsonNode value = entry.getValue();
    if (entry.getKey().equals("hour")) {
      return java.time.Instant.parse(value.asText()).toString();
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
}
