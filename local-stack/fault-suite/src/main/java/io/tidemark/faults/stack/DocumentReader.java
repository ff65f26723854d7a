/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.faults.oracle.Family;
import io.tidemark.stack.StackException;
import io.tidemark.testkit.elasticsearch.ElasticsearchClient;
import io.tidemark.testkit.oracle.FlatDocument;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All documents of a family, straight from the node. */
public final class DocumentReader {

  private static final int PAGE = 5_000;

  private final ElasticsearchClient node;

  DocumentReader(URI node) {
    this.node = new ElasticsearchClient(node);
  }

  /**
   * Reads them.
   *
   * @throws IOException when the node does not answer
   */
  public List<Map<String, Object>> readFamily(Family family) throws IOException {
    String indices = "/" + family.index().pattern();
    node.get(indices + "/_refresh");
    List<Map<String, Object>> documents = new ArrayList<>();
    JsonNode page = node.get(indices + "/_search?scroll=1m&size=" + PAGE);
    String scroll = page.path("_scroll_id").asText();
    while (!page.at("/hits/hits").isEmpty()) {
      for (JsonNode hit : page.at("/hits/hits")) {
        JsonNode source = hit.path("_source");
        documents.add(
            family == Family.DEAD_LETTERS
                ? DeadLetterTopic.flattenLetter(source)
                : FlatDocument.of(source));
      }
      page = node.get("/_search/scroll?scroll=1m&scroll_id=" + scroll);
    }
    releaseScroll(scroll);
    return documents;
  }

  /** Documents are read again until they are right, and a node keeps no more than 500 open. */
  private void releaseScroll(String scroll) {
    try {
      node.send("DELETE", "/_search/scroll", "{\"scroll_id\":\"" + scroll + "\"}");
    } catch (IOException nothingOpen) {
      // Where there is no index yet nothing was opened, and a node that was killed has forgotten
      // it.
      return;
    }
  }

  /**
   * Ids of documents of a tenant, in any index, that hold a text; with the names of their indices.
   *
   * @throws IOException when the node does not answer
   */
  public List<String> findHolding(String tenant, String text) throws IOException {
    node.get("/tidemark-*/_refresh");
    List<String> found = new ArrayList<>();
    JsonNode page =
        node.get("/tidemark-*/_search?scroll=1m&q=tenant_id:%22" + tenant + "%22&size=" + PAGE);
    String scroll = page.path("_scroll_id").asText();
    while (!page.at("/hits/hits").isEmpty()) {
      for (JsonNode hit : page.at("/hits/hits")) {
        if (hit.path("_source").toString().contains(text)) {
          found.add(hit.path("_index").asText() + "/" + hit.path("_id").asText());
        }
      }
      page = node.get("/_search/scroll?scroll=1m&scroll_id=" + scroll);
    }
    releaseScroll(scroll);
    return found;
  }

  /** Deletes every document of Tidemark. */
  public void deleteAll() {
    sendChange("DELETE", "/tidemark-*", "");
  }

  /** Blocks all indices as a full disk does, or frees them again. */
  public void setReadOnly(boolean readOnly) {
    String value = readOnly ? "true" : "null";
    sendChange(
        "PUT", "/tidemark-*/_settings", "{\"index.blocks.read_only_allow_delete\": " + value + "}");
  }

  private void sendChange(String method, String path, String body) {
    try {
      node.send(method, path, body);
    } catch (IOException failure) {
      throw new StackException("Elasticsearch did not take a request", failure);
    }
  }
}
