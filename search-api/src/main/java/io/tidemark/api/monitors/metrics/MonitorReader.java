/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.metrics;

import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.MonitorMetric;
import io.tidemark.api.monitors.definition.Window;
import io.tidemark.api.monitors.evaluation.Group;
import io.tidemark.api.monitors.evaluation.MetricValue;
import io.tidemark.api.monitors.evaluation.MetricValues;
import io.tidemark.api.search.Reduction;
import java.time.Instant;
import java.util.HashMap;
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

  /** Sums of decimals differ in their last digits: a smaller part of the whole is nothing. */
  private static final double LEAST_REST = 1e-9;

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
      Monitor monitor,
      List<Window> windows,
      List<Window> stamped,
      Set<Group> groups,
      Instant first,
      JsonNode answer) {
    JsonNode found = answer.path("aggregations");
    Map<Window, MetricValue> whole = metricValues(windows, found.path(MonitorQuery.WINDOWS));
    Map<Group, Map<Window, MetricValue>> byGroup = new HashMap<>();
    if (monitor.per().isEmpty()) {
      byGroup.put(Group.ALL, whole);
    }
    for (JsonNode bucket : found.path(MonitorQuery.GROUPS).path(BUCKETS)) {
      JsonNode name = bucket.has("key_as_string") ? bucket.path("key_as_string") : bucket.path(KEY);
      Group group = Group.of(name.asString());
      if (groups.isEmpty() || groups.contains(group)) {
        byGroup.put(group, metricValues(windows, bucket.path(MonitorQuery.WINDOWS)));
      }
    }
    if (MonitorQuery.hasRest(monitor, groups)) {
      addRest(byGroup, whole);
    }
    return new MetricValues(byGroup, stamps(stamped, found), first);
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

  private static void addRest(
      Map<Group, Map<Window, MetricValue>> byGroup, Map<Window, MetricValue> whole) {
    Map<Window, MetricValue> rest = new HashMap<>();
    whole.forEach(
        (window, all) -> {
          double value = all.value().orElse(0.0);
          Map<String, Double> floors = new HashMap<>(all.floors());
          for (Map<Window, MetricValue> group : byGroup.values()) {
            MetricValue part = group.getOrDefault(window, MetricValue.NOTHING);
            value -= part.value().orElse(0.0);
            part.floors().forEach((name, floor) -> floors.merge(name, -floor, Double::sum));
          }
          if (value > all.value().orElse(0.0) * LEAST_REST) {
            rest.put(window, new MetricValue(Optional.of(value), floors, true));
          }
        });
    if (!rest.isEmpty()) {
      byGroup.put(Group.OTHER, rest);
    }
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
