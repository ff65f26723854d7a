/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.faults.oracle.Family;
import io.tidemark.faults.oracle.Fields;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.Http;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All documents of a family, straight from the node. */
public final class DocumentReader {

  private static final int PAGE = 5_000;

  private final URI node;

  DocumentReader(URI node) {
    this.node = node;
  }

  /**
   * Reads them.
   *
   * @throws IOException when the node does not answer
   */
  public List<Map<String, Object>> read(Family family) throws IOException {
    String indices = "/" + family.index().pattern();
    Http.get(node.resolve(indices + "/_refresh"));
    List<Map<String, Object>> documents = new ArrayList<>();
    JsonNode page = Http.get(node.resolve(indices + "/_search?scroll=1m&size=" + PAGE));
    String scroll = page.path("_scroll_id").asText();
    while (!page.at("/hits/hits").isEmpty()) {
      for (JsonNode hit : page.at("/hits/hits")) {
        JsonNode source = hit.path("_source");
        documents.add(
            family == Family.DEAD_LETTERS ? Fields.ofDeadLetter(source) : Fields.of(source));
      }
      page = Http.get(node.resolve("/_search/scroll?scroll=1m&scroll_id=" + scroll));
    }
    release(scroll);
    return documents;
  }

  /** Documents are read again until they are right, and a node keeps no more than 500 open. */
  private void release(String scroll) {
    try {
      Rest.call("DELETE", node.resolve("/_search/scroll"), "{\"scroll_id\":\"" + scroll + "\"}");
    } catch (StackException nothingOpen) {
      // Where there is no index yet nothing was opened, and a node that was killed has forgotten
      // it.
      return;
    }
  }

  /** Deletes every document of Tidemark. */
  public void deleteAll() {
    Rest.call("DELETE", node.resolve("/tidemark-*"), "");
  }

  /** Blocks all indices as a full disk does, or frees them again. */
  public void block(boolean readOnly) {
    String value = readOnly ? "true" : "null";
    Rest.call(
        "PUT",
        node.resolve("/tidemark-*/_settings"),
        "{\"index.blocks.read_only_allow_delete\": " + value + "}");
  }
}
