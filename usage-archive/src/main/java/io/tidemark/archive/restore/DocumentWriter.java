/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.archive.ArchiveException;
import io.tidemark.archive.document.StoredDocument;
import io.tidemark.archive.source.Elasticsearch;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;

/**
 * Writes documents in bulks, under their external versions: a document that is there with the same
 * version or a newer one stays.
 */
public final class DocumentWriter {

  private static final int BULK_BYTES = 5 << 20;
  private static final int CONFLICT = 409;
  private static final String EXTERNAL = "external";

  private final Elasticsearch elasticsearch;
  private final ByteArrayOutputStream bulk = new ByteArrayOutputStream();
  private long written;
  private long kept;

  public DocumentWriter(Elasticsearch elasticsearch) {
    this.elasticsearch = elasticsearch;
  }

  /** Adds a document, and sends the bulk when it is full. */
  public void add(String index, StoredDocument document) {
    if (hasNewline(document.source())) {
      writeAlone(index, document);
      return;
    }
    ObjectNode action = Elasticsearch.createObject();
    action
        .putObject("index")
        .put("_index", index)
        .put("_id", document.id())
        .put("version", document.version())
        .put("version_type", EXTERNAL);
    bulk.writeBytes(action.toString().getBytes(UTF_8));
    bulk.write('\n');
    bulk.writeBytes(document.source());
    bulk.write('\n');
    if (bulk.size() >= BULK_BYTES) {
      flush();
    }
  }

  /** Sends what is waiting. */
  public void flush() {
    if (bulk.size() == 0) {
      return;
    }
    JsonNode answer =
        elasticsearch.sendBytes("POST", "/_bulk", bulk.toByteArray(), "application/x-ndjson");
    bulk.reset();
    answer.path("items").forEach(item -> count(item.path("index")));
  }

  /** Documents that were written. */
  public long written() {
    return written;
  }

  /** Documents that stayed as they were. */
  public long kept() {
    return kept;
  }

  /** Documents that were sent. */
  public long count() {
    return written + kept;
  }

  /** A line of a bulk cannot hold a document of several lines. */
  private void writeAlone(String index, StoredDocument document) {
    String path =
        "/%s/_doc/%s?version_type=%s&version=%d"
            .formatted(
                index,
                URLEncoder.encode(document.id(), UTF_8).replace("+", "%20"),
                EXTERNAL,
                document.version());
    count(elasticsearch.sendBytes("PUT", path, document.source(), "application/json"));
  }

  private void count(JsonNode item) {
    JsonNode error = item.path("error");
    if (error.isMissingNode()) {
      written++;
    } else if (item.path("status").asInt() == CONFLICT) {
      kept++;
    } else {
      throw new ArchiveException(
          "Elasticsearch rejected the document %s: %s"
              .formatted(item.path("_id").asText(), error.path("reason").asText()));
    }
  }

  private static boolean hasNewline(byte[] source) {
    for (byte one : source) {
      if (one == '\n') {
        return true;
      }
    }
    return false;
  }
}
