/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.job.documents.DocumentWrite;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Documents of Elasticsearch after some writes: the rule of external versions, in memory. */
public final class StoredDocuments {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, DocumentWrite> stored = new TreeMap<>();

  /** Writes a document unless a better one is there. */
  public void write(DocumentWrite document) {
    stored.merge(
        document.index + "/" + document.id,
        document,
        (there, coming) -> coming.version >= there.version ? coming : there);
  }

  /** The versions of all documents, by index and id. */
  public Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    stored.forEach((document, write) -> versions.put(document, write.version));
    return versions;
  }

  /** The figures of all documents: without what tells how often they were published, and when. */
  public Map<String, JsonNode> figures() throws IOException {
    Map<String, JsonNode> figures = new TreeMap<>();
    for (Map.Entry<String, DocumentWrite> entry : stored.entrySet()) {
      ObjectNode document = (ObjectNode) JSON.readTree(new String(entry.getValue().source, UTF_8));
      document.remove("revision");
      document.remove("late_events");
      document.remove("updated_at");
      figures.put(entry.getKey(), document);
    }
    return figures;
  }
}
