/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys among the documents of the settings store. */
final class KeyIndex implements KeySource {

  /** The index of all settings. */
  static final String INDEX = "tidemark-settings";

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int PAGE = 1000;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final JsonMapper json = new JsonMapper();
  private final List<URI> hosts;
  private final String authorization;

  KeyIndex(KeyProperties properties) {
    hosts = properties.elasticsearch();
    String name = properties.username();
    byte[] credentials = (name + ":" + properties.password()).getBytes(UTF_8);
    authorization =
        name == null ? null : "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  @Override
  public List<IngestKey> load() throws IOException {
    IOException failure = null;
    for (URI host : hosts) {
      try {
        return load(host);
      } catch (IOException unreachable) {
        failure = unreachable;
      }
    }
    throw failure == null ? new IOException("no host is given") : failure;
  }

  private List<IngestKey> load(URI host) throws IOException {
    List<IngestKey> keys = new ArrayList<>();
    String after = "";
    while (true) {
      JsonNode hits = search(host, after).path("hits").path("hits");
      for (JsonNode hit : hits) {
        JsonNode source = hit.path("_source");
        if (!source.path("deleted").asBoolean(false)) {
          KeyDocument.read(body(source)).ifPresent(keys::add);
        }
        after = ",\"search_after\":" + json.writeValueAsString(hit.path("sort"));
      }
      if (hits.size() < PAGE) {
        return keys;
      }
    }
  }

  /** Reads the body, an object or its text, and the tenant of the document. */
  private Map<String, Object> body(JsonNode source) {
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

  private JsonNode search(URI host, String after) throws IOException {
    String query =
        "{\"size\":"
            + PAGE
            + ",\"query\":{\"term\":{\"kind\":\""
            + KeyDocument.KIND
            + "\"}},\"sort\":[{\"_doc\":\"asc\"}]"
            + after
            + "}";
    String path = "/" + INDEX + "/_search?ignore_unavailable=true&allow_no_indices=true";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(host.resolve(path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(query));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("Elasticsearch answered " + answer.statusCode());
      }
      return json.readTree(answer.body());
    } catch (JacksonException wrong) {
      throw new IOException("Elasticsearch did not answer with JSON", wrong);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  @Override
  public String toString() {
    return hosts + "/" + INDEX;
  }
}
