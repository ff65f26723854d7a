/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import io.tidemark.intake.elasticsearch.ElasticsearchHttp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys among the documents of the settings store. */
final class KeyIndex implements KeySource {

  /** The index of all settings. */
  static final String INDEX = "tidemark-settings";

  private static final int PAGE = 1000;

  private final JsonMapper json = new JsonMapper();
  private final ElasticsearchHttp elasticsearch;

  KeyIndex(ElasticsearchHttp elasticsearch) {
    this.elasticsearch = elasticsearch;
  }

  @Override
  public List<IngestKey> loadKeys() throws IOException {
    List<IngestKey> keys = new ArrayList<>();
    String after = "";
    while (true) {
      JsonNode hits = searchKeys(after).path("hits").path("hits");
      for (JsonNode hit : hits) {
        JsonNode source = hit.path("_source");
        if (!source.path("deleted").asBoolean(false)) {
          KeyDocument.readKey(source.path("id").asString(), readBody(source)).ifPresent(keys::add);
        }
        after = ",\"search_after\":" + json.writeValueAsString(hit.path("sort"));
      }
      if (hits.size() < PAGE) {
        return keys;
      }
    }
  }

  /** Reads the body, an object or its text, and the tenant of the document. */
  private Map<String, Object> readBody(JsonNode source) {
    JsonNode body = source.path("body");
    JsonNode object = body.isString() ? json.readTree(body.stringValue()) : body;
    Map<String, Object> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      JsonNode value = member.getValue();
      values.put(
          member.getKey(), value.isBoolean() ? (Object) value.asBoolean() : value.asString());
    }
    // The tenant of the document counts: its owner cannot write another one into the body.
    values.put("tenant_id", source.path("tenant_id").asString());
    return values;
  }

  private JsonNode searchKeys(String after) throws IOException {
    String query =
        "{\"size\":"
            + PAGE
            + ",\"query\":{\"term\":{\"kind\":\""
            + KeyDocument.KIND
            + "\"}},\"sort\":[{\"tenant_id\":\"asc\"},{\"id\":\"asc\"}]"
            + after
            + "}";
    String path = "/" + INDEX + "/_search?ignore_unavailable=true&allow_no_indices=true";
    return elasticsearch.sendRequest("POST", path, query);
  }

  @Override
  public String toString() {
    return elasticsearch + "/" + INDEX;
  }
}
