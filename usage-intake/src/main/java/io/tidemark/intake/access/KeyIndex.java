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
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys among the documents of the settings store. */
final class KeyIndex implements KeySource {

  /** The index of all settings. */
  static final String INDEX = "tidemark-settings";

  private static final Logger LOG = LoggerFactory.getLogger(KeyIndex.class);

  private static final int PAGE = 1000;

  private final JsonMapper json = new JsonMapper();
  private final ElasticsearchHttp elasticsearch;
  private boolean hadIndex;

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
        readKey(hit.path("_source")).ifPresent(keys::add);
        after = ",\"search_after\":" + json.writeValueAsString(hit.path("sort"));
      }
      if (hits.size() < PAGE) {
        return keys;
      }
    }
  }

  /** One document that cannot be read must not keep all others from being revoked. */
  private Optional<IngestKey> readKey(JsonNode source) {
    if (source.path("deleted").asBoolean(false)) {
      return Optional.empty();
    }
    String id = source.path("id").asString("");
    try {
      return KeyDocument.readKey(id, readBody(source));
    } catch (JacksonException | IllegalArgumentException unreadable) {
      LOG.warn("The key {} of {} cannot be read and is not accepted", id, this);
      return Optional.empty();
    }
  }

  /** Reads the body, an object or its text, and the tenant of the document. */
  private Map<String, Object> readBody(JsonNode source) {
    JsonNode body = source.path("body");
    JsonNode object = body.isString() ? json.readTree(body.stringValue()) : body;
    Map<String, Object> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      JsonNode value = member.getValue();
      if (value.isContainer()) {
        throw new IllegalArgumentException(member.getKey() + " holds more than one value");
      }
      values.put(
          member.getKey(), value.isBoolean() ? (Object) value.asBoolean() : value.asString(""));
    }
    // The tenant of the document counts: its owner cannot write another one into the body.
    values.put("tenant_id", source.path("tenant_id").asString(""));
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
    String path =
        "/"
            + INDEX
            + "/_search?ignore_unavailable=true&allow_no_indices=true"
            + "&allow_partial_search_results=false";
    JsonNode answer = elasticsearch.sendRequest("POST", path, query);
    requireIndex(answer.path("_shards").path("total").asInt(1) > 0);
    return answer;
  }

  /** Before the first setting there is no index; later it may be closed, as by a restore. */
  private void requireIndex(boolean present) throws IOException {
    if (!present && (hadIndex || elasticsearch.readStatus("HEAD", "/" + INDEX) == 200)) {
      throw new IOException("the index is missing or closed");
    }
    hadIndex |= present;
  }

  @Override
  public String toString() {
    return elasticsearch + "/" + INDEX;
  }
}
