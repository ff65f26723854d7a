/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.testkit.elasticsearch.ElasticsearchClient;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** Takes away what a rebuild is there to bring back, and what it needs for that. */
final class Damage {

  /** Documents that a rebuild computes: all but dead letters and the progress of hours. */
  private static final String COMPUTED =
      "/tidemark-*-hourly-*,tidemark-*-records-*,tidemark-comfyui-concurrency-*";

  private static final String NOT_LEFT_OVER =
      """
      {"bool":{"must":[%s],"must_not":[
        {"term":{"executions":0}},{"term":{"max":0}},{"term":{"outcome":"superseded"}}]}}""";

  private final ElasticsearchClient elasticsearch;

  Damage(URI elasticsearch) {
    this.elasticsearch = new ElasticsearchClient(elasticsearch);
  }

  /**
   * How many documents of these hours there are, by index; without those of ComfyUI that say that
   * nothing ran, and without superseded records. They remain of runs that seemed to end in another
   * hour or on another day before all of their steps were read, and a rebuild has no reason to make
   * them.
   */
  Map<String, Long> count(Instant from, Instant to) throws IOException {
    elasticsearch.get(COMPUTED + "/_refresh");
    String body =
        "{\"size\":0,\"query\":%s,\"aggs\":{\"index\":{\"terms\":{\"field\":\"_index\",\"size\":100}}}}"
            .formatted(NOT_LEFT_OVER.formatted(within(from, to)));
    Map<String, Long> counts = new HashMap<>();
    for (JsonNode bucket :
        elasticsearch.send("POST", COMPUTED + "/_search", body).at("/aggregations/index/buckets")) {
      counts.put(bucket.path("key").asText(), bucket.path("doc_count").asLong());
    }
    return counts;
  }

  /** Deletes all documents of these hours, and lets Elasticsearch forget their versions. */
  void delete(Instant from, Instant to) throws IOException {
    elasticsearch.send("PUT", COMPUTED + "/_settings", "{\"index.gc_deletes\":\"0s\"}");
    String body = "{\"query\":%s}".formatted(within(from, to));
    elasticsearch.send("POST", COMPUTED + "/_delete_by_query?refresh=true&conflicts=proceed", body);
  }

  private static String within(Instant from, Instant to) {
    return """
        {"bool":{"minimum_should_match":1,"should":[
          {"range":{"hour":{"gte":"%1$s","lt":"%2$s"}}},
          {"range":{"event_time":{"gte":"%1$s","lt":"%2$s"}}}]}}"""
        .formatted(from, to);
  }

  /** Deletes the older half of a topic's records, as a retention that is too short does. */
  static void halve(String bootstrapServers, String topic)
      throws InterruptedException, ExecutionException {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(settings)) {
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .forEach(
              one -> ends.put(new TopicPartition(topic, one.partition()), OffsetSpec.latest()));
      Map<TopicPartition, RecordsToDelete> older = new HashMap<>();
      admin
          .listOffsets(ends)
          .all()
          .get()
          .forEach(
              (partition, end) ->
                  older.put(partition, RecordsToDelete.beforeOffset(end.offset() / 2)));
      admin.deleteRecords(older).all().get();
    }
  }
}
