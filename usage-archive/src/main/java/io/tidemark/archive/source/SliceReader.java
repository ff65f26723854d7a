/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.archive.document.StoredDocument;
import io.tidemark.archive.manifest.SourceState;
import io.tidemark.model.index.IndexFamily;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the documents of a day and family. */
public final class SliceReader {

  /** At 30 kB, which few documents have, a page is 30 MB. */
  private static final int PAGE = 1000;

  private static final String KEPT = "5m";
  private static final int MAX_PIPELINES = 100;
  private static final String PIPELINE = "pipeline";

  private final Elasticsearch elasticsearch;

  public SliceReader(Elasticsearch elasticsearch) {
    this.elasticsearch = elasticsearch;
  }

  /** Takes documents. */
  @FunctionalInterface
  public interface DocumentSink {
    void accept(StoredDocument document) throws IOException;
  }

  /** Makes all documents visible that were written: the job may have written some just now. */
  public void refreshIndex(DaySlice slice) {
    elasticsearch.send("POST", "/" + slice.index() + "/_refresh");
  }

  /** The documents of the day in the index; a write or deletion changes it. */
  public SourceState readState(DaySlice slice) {
    ObjectNode body = countingAll(slice);
    ObjectNode numbers = body.putObject("aggs").putObject("numbers").putObject("stats");
    numbers.put("field", "_seq_no");
    JsonNode answer = search(slice, body);
    JsonNode found = answer.at("/aggregations/numbers");
    boolean oneShard = answer.at("/_shards/total").asInt() == 1;
    return new SourceState(
        slice.uuid(),
        answer.at("/hits/total/value").asLong(),
        found.path("max").asLong(),
        oneShard ? null : (Long) found.path("sum").asLong());
  }

  /** The workloads whose job must have closed the day. */
  public List<String> listPipelines(DaySlice slice) {
    if (slice.family() != IndexFamily.PIPELINE_HOURLY) {
      return List.of(workloadOf(slice.family()));
    }
    ObjectNode body = countingAll(slice);
    body.putObject("aggs")
        .putObject(PIPELINE)
        .putObject("terms")
        .put("field", PIPELINE)
        .put("size", MAX_PIPELINES);
    List<String> pipelines = new ArrayList<>();
    search(slice, body)
        .at("/aggregations/pipeline/buckets")
        .forEach(bucket -> pipelines.add(bucket.path("key").asText()));
    return pipelines;
  }

  private static String workloadOf(IndexFamily family) {
    // Concurrency is the only family without a schema of its own; it belongs to ComfyUI.
    return family.schema().orElseGet(() -> IndexFamily.COMFYUI_HOURLY.schema().orElseThrow()).id();
  }

  /** Gives all documents to the sink, in no particular order. */
  public void read(DaySlice slice, DocumentSink sink) throws IOException {
    ObjectNode body = Elasticsearch.createObject().put("size", PAGE).put("version", true);
    body.set("query", slice.query());
    body.putArray("sort").add("_doc");
    String first =
        "/" + slice.index() + "/_search?allow_partial_search_results=false&scroll=" + KEPT;
    DocumentPage page = DocumentPage.parse(elasticsearch.sendForBytes("POST", first, body));
    try {
      while (!page.documents().isEmpty()) {
        for (StoredDocument document : page.documents()) {
          sink.accept(document);
        }
        ObjectNode next = Elasticsearch.createObject().put("scroll", KEPT);
        next.put("scroll_id", page.scrollId());
        page = DocumentPage.parse(elasticsearch.sendForBytes("POST", "/_search/scroll", next));
      }
    } finally {
      elasticsearch.endScroll(page.scrollId());
    }
  }

  private static ObjectNode countingAll(DaySlice slice) {
    ObjectNode body = Elasticsearch.createObject().put("size", 0).put("track_total_hits", true);
    body.set("query", slice.query());
    return body;
  }

  private JsonNode search(DaySlice slice, ObjectNode body) {
    return elasticsearch.send(
        "POST", "/" + slice.index() + "/_search?allow_partial_search_results=false", body);
  }
}
