/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.archive.document.RandomDocuments;
import io.tidemark.archive.document.StoredDocument;
import io.tidemark.archive.restore.DocumentWriter;
import io.tidemark.archive.source.DaySlice;
import io.tidemark.archive.source.Elasticsearch;
import io.tidemark.archive.source.SliceReader;
import io.tidemark.model.hourly.DayZone;
import io.tidemark.model.hourly.HourText;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.templates.TemplateInstaller;
import io.tidemark.testkit.elasticsearch.ElasticsearchNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;

/** Usage of the tenant acme in the shared node. */
final class UsageNode implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SMALL = 1_000_000;
  private static final long NEWER = 1L << 50;
  private static final long SEED = 7;

  /** More writes than the documents of a test. */
  private static final int REPEATED = 200;

  private static boolean hasTemplates;

  private final RestClient client =
      RestClient.builder(HttpHost.create(ElasticsearchNode.shared().uri().toString())).build();
  private final Elasticsearch elasticsearch = new Elasticsearch(client);
  private final Random random = new Random(SEED);

  private UsageNode() {}

  /** A node with templates and no documents. */
  static UsageNode emptied() {
    UsageNode node = new UsageNode();
    node.wipe();
    if (!hasTemplates) {
      new TemplateInstaller(node.client).installTemplates(Duration.ofSeconds(60));
      hasTemplates = true;
    }
    return node;
  }

  Elasticsearch elasticsearch() {
    return elasticsearch;
  }

  RestClient client() {
    return client;
  }

  /** Deletes all documents of all days. */
  void wipe() {
    elasticsearch.send("DELETE", "/tidemark-*");
  }

  void delete(String index) {
    elasticsearch.send("DELETE", "/" + index);
  }

  /** Writes random documents of a day. */
  void index(IndexFamily family, LocalDate day, int count) throws IOException {
    index(family, day, count, "UTC");
  }

  /** Writes random documents of a local day. */
  void index(IndexFamily family, LocalDate day, int count, String zone) throws IOException {
    long start = new DayZone(ZoneId.of(zone)).startOf(day);
    long hour = day.atTime(13, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    RandomDocuments documents =
        new RandomDocuments(family, random, SMALL)
            .with("tenant_id", "acme")
            .with("client_ip", "203.0.113.0");
    if (family.isDaily()) {
      documents.with("day", HourText.rfc3339(start)).with("day_zone", zone);
    } else {
      documents.with(family.holdsRecords() ? "event_time" : "hour", HourText.rfc3339(hour));
    }
    if (family == IndexFamily.PIPELINE_HOURLY) {
      documents.with("pipeline", "comfyui");
    }
    DocumentWriter writer = new DocumentWriter(elasticsearch);
    for (int i = 0; i < count; i++) {
      StoredDocument document = documents.next();
      String id = day + "-" + document.id();
      writer.add(
          family.indexOn(day), new StoredDocument(id, document.version(), document.source()));
    }
    writer.flush();
    refresh();
  }

  /** Reports windows as final. */
  void finalUntil(String pipeline, String end) {
    Instant window = Instant.parse(end).minus(Duration.ofHours(1));
    ObjectNode report = JSON.createObjectNode();
    report.put("hour", window.toString()).put("window_minutes", 60).put("pipeline", pipeline);
    report.put("updated_at", end);
    String index = IndexFamily.PIPELINE_PROGRESS.indexAt(window.toEpochMilli());
    elasticsearch.send("PUT", "/" + index + "/_doc/" + pipeline + "-" + window, report);
    refresh();
  }

  /** Deletes a document of the first day, so that it can be restored at once. */
  void deleteOneOfFirstDay(String index) {
    ObjectNode settings = JSON.createObjectNode().put("index.gc_deletes", "0s");
    elasticsearch.send("PUT", "/" + index + "/_settings", settings);
    String id = findFirstDay(index, any -> true).path("_id").asText();
    ObjectNode body = JSON.createObjectNode();
    body.putObject("query").putObject("ids").putArray("values").add(id);
    elasticsearch.send("POST", "/" + index + "/_delete_by_query?refresh=true", body);
  }

  /** Writes a document of the first day in a newer version; gives its id. */
  String correct(String index) throws IOException {
    return correct(index, id -> true);
  }

  /** The same for a document in another shard than {@code other}. */
  String correctInOtherShard(String index, String other) throws IOException {
    return correct(index, id -> !findShard(index, id).equals(findShard(index, other)));
  }

  private String correct(String index, Predicate<String> isWanted) throws IOException {
    JsonNode hit = findFirstDay(index, isWanted);
    ObjectNode source = hit.path("_source").deepCopy();
    source.put("calls", 4711);
    DocumentWriter writer = new DocumentWriter(elasticsearch);
    writer.add(
        index,
        new StoredDocument(hit.path("_id").asText(), NEWER, source.toString().getBytes(UTF_8)));
    writer.flush();
    refresh();
    return hit.path("_id").asText();
  }

  /** Writes a document of the first day many times, so that its shard is ahead; gives its id. */
  String writeManyTimes(String index) throws IOException {
    JsonNode hit = findFirstDay(index, id -> true);
    String id = hit.path("_id").asText();
    byte[] source = hit.path("_source").toString().getBytes(UTF_8);
    DocumentWriter writer = new DocumentWriter(elasticsearch);
    for (int i = 1; i <= REPEATED; i++) {
      writer.add(index, new StoredDocument(id, NEWER - REPEATED - 1 + i, source));
    }
    writer.flush();
    refresh();
    return id;
  }

  private JsonNode findFirstDay(String index, Predicate<String> isWanted) {
    JsonNode hit = MissingNode.getInstance();
    for (JsonNode one : elasticsearch.get("/" + index + "/_search?size=1000").at("/hits/hits")) {
      String id = one.path("_id").asText();
      hit = id.startsWith("2026-10-03") && isWanted.test(id) ? one : hit;
    }
    return hit;
  }

  private JsonNode findShard(String index, String id) {
    String routing = URLEncoder.encode(id, UTF_8);
    return elasticsearch
        .get("/" + index + "/_search_shards?routing=" + routing)
        .at("/shards/0/0/shard");
  }

  /** Versions and sources of a day by index and id, each as it was indexed. */
  Map<String, String> documentsOf(LocalDate day) throws IOException {
    refresh();
    Map<String, String> documents = new TreeMap<>();
    for (IndexFamily family : IndexFamily.values()) {
      String index = family.indexOn(day);
      if (family == IndexFamily.PIPELINE_PROGRESS || mapping(index).isMissingNode()) {
        continue;
      }
      ObjectNode all = JSON.createObjectNode();
      all.putObject("match_all");
      new SliceReader(elasticsearch)
          .read(
              new DaySlice(family, day, index, "", all, Instant.EPOCH),
              one -> {
                if (one.id().startsWith(day + "-")) {
                  documents.put(
                      index + "/" + one.id(),
                      one.version() + " " + new String(one.source(), UTF_8));
                }
              });
    }
    return documents;
  }

  /** Those of hours and days. */
  Map<String, String> withoutRecords(Map<String, String> documents) {
    return documents.entrySet().stream()
        .filter(document -> !document.getKey().contains("-records-"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  String source(String index, String id) {
    String path = "/" + index + "/_source/" + id.replace("/", "%2F").replace("é", "%C3%A9");
    return elasticsearch.get(path).toString();
  }

  JsonNode mapping(String index) {
    JsonNode answer = elasticsearch.get("/" + index + "/_mapping");
    return answer.isMissingNode() ? answer : answer.path(index);
  }

  /** The sum of a field before a day. */
  long sum(String indices, String field, LocalDate before) {
    ObjectNode body = JSON.createObjectNode().put("size", 0);
    body.putObject("query").putObject("range").putObject("hour").put("lt", before.toString());
    body.putObject("aggs").putObject("sum").putObject("sum").put("field", field);
    return elasticsearch
        .send("POST", "/" + indices + "/_search", body)
        .at("/aggregations/sum/value")
        .asLong();
  }

  private void refresh() {
    elasticsearch.send("POST", "/tidemark-*/_refresh");
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
