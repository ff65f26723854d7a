/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.metrics;

import io.tidemark.api.monitors.definition.MonitorMetric;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.Group;
import io.tidemark.api.monitors.evaluation.MetricValue;
import io.tidemark.api.monitors.evaluation.MetricValues;
import io.tidemark.api.search.Reduction;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/** Reads answers to {@link MonitorQuery}. */
final class MonitorReader {

  private static final String KEY = "key";
  private static final String METRIC_VALUE = "metric_value";
  private static final String BUCKETS = "buckets";

  private MonitorReader() {}

  /** Makes less of each window while the answer is read. */
  static Reduction reduction(List<MonitorMetric> metrics) {
    return Reduction.ofBuckets(
        MonitorQuery.WINDOWS,
        bucket -> {
          boolean documents = bucket.path("doc_count").asLong() > 0;
          if (!documents) {
            return null;
          }
          ObjectNode less = JsonNodeFactory.instance.objectNode();
          less.set(KEY, bucket.path(KEY));
          less.set(METRIC_VALUE, JsonNodeFactory.instance.pojoNode(metricValue(metrics, bucket)));
          return less;
        });
  }

  /** Makes less of each group of a ranking: its name. */
  static Reduction rankingReduction() {
    return Reduction.ofBuckets(
        MonitorQuery.GROUPS, bucket -> JsonNodeFactory.instance.stringNode(groupName(bucket)));
  }

  private static MetricValue metricValue(List<MonitorMetric> metrics, JsonNode bucket) {
    Map<String, Double> floors = new HashMap<>();
    for (MonitorMetric floor : metrics.subList(1, metrics.size())) {
      Double value = floor.read(bucket);
      if (value != null) {
        floors.put(floor.name(), value);
      }
    }
    return new MetricValue(Optional.ofNullable(metrics.get(0).read(bucket)), floors, true);
  }

  static MetricValues read(
      List<Window> windows, List<Window> stamped, Instant first, JsonNode answer) {
    JsonNode found = answer.path("aggregations");
    Map<Group, Map<Window, MetricValue>> byGroup = new HashMap<>();
    if (found.has(MonitorQuery.WINDOWS)) {
      byGroup.put(Group.ALL, metricValues(windows, found.path(MonitorQuery.WINDOWS)));
    }
    for (JsonNode bucket : found.path(MonitorQuery.GROUPS).path(BUCKETS)) {
      byGroup.put(
          Group.of(groupName(bucket)), metricValues(windows, bucket.path(MonitorQuery.WINDOWS)));
    }
    return new MetricValues(byGroup, stamps(stamped, found), first);
  }

  private static String groupName(JsonNode bucket) {
    JsonNode name = bucket.has("key_as_string") ? bucket.path("key_as_string") : bucket.path(KEY);
    return name.asString();
  }

  /** Reads the answer to {@link MonitorQuery#ranking}. */
  static Map<Window, Set<Group>> ranking(List<Window> windows, JsonNode answer) {
    Map<String, Set<Group>> byKey = new HashMap<>();
    for (JsonNode bucket : answer.path("aggregations").path(MonitorQuery.WINDOWS).path(BUCKETS)) {
      Set<Group> groups = new HashSet<>();
      for (JsonNode name : bucket.path(MonitorQuery.GROUPS).path(BUCKETS)) {
        groups.add(Group.of(name.asString()));
      }
      byKey.put(bucket.path(KEY).asString(), groups);
    }
    Map<Window, Set<Group>> ranking = new HashMap<>();
    windows.forEach(
        window -> ranking.put(window, byKey.getOrDefault(MonitorQuery.key(window), Set.of())));
    return ranking;
  }

  private static Map<Window, MetricValue> metricValues(List<Window> windows, JsonNode found) {
    Map<String, MetricValue> byKey = new HashMap<>();
    for (JsonNode bucket : found.path(BUCKETS)) {
      if (bucket.path(METRIC_VALUE) instanceof POJONode pojo) {
        byKey.put(bucket.path(KEY).asString(), (MetricValue) pojo.getPojo());
      }
    }
    Map<Window, MetricValue> metricValues = new HashMap<>();
    for (Window window : windows) {
      MetricValue metricValue = byKey.get(MonitorQuery.key(window));
      if (metricValue != null) {
        metricValues.put(window, metricValue);
      }
    }
    return metricValues;
  }

  private static Map<Window, String> stamps(List<Window> stamped, JsonNode found) {
    Map<String, String> byKey = new HashMap<>();
    for (JsonNode bucket : found.path(MonitorQuery.STAMPS).path(BUCKETS)) {
      byKey.put(
          bucket.path(KEY).asString(),
          bucket.path("doc_count").asLong()
              + ":"
              + bucket.path(MonitorQuery.UPDATED).path("value").asLong(0));
    }
    Map<Window, String> stamps = new HashMap<>();
    stamped.forEach(window -> stamps.put(window, byKey.getOrDefault(MonitorQuery.key(window), "")));
    return stamps;
  }

  /** The time that {@link MonitorQuery#first} asks for; null if there is no document. */
  static Instant first(JsonNode answer) {
    JsonNode first = answer.path("aggregations").path(MonitorQuery.FIRST).path("value");
    return first.isNumber() ? Instant.ofEpochMilli(first.asLong()) : null;
  }
}
