/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Figures that were added up offline, by family, hour and dimensions; and those of documents in the
 * same shape. Documents that say that nothing was there are left out of both.
 */
final class ExpectedFigures {

  static final long HOUR = 3_600_000;

  private static final List<String> DIMENSIONS =
      List.of(
          "tenant_id",
          "user_id",
          "workflow_id",
          "source",
          "base_model",
          "method",
          "agent",
          "dimension",
          "value");
  private static final Set<String> NO_FIGURES =
      Set.of(
          "hour",
          "window_minutes",
          "final",
          "bins",
          "bin_counts",
          "mean",
          "minute_max",
          "user_ids");

  private final Map<String, Map<String, Object>> all = new TreeMap<>();

  /** The figures of one document, to be added to; dimensions are names and values in turns. */
  Map<String, Object> at(String family, long time, String... dimensions) {
    StringBuilder key = new StringBuilder(family + " " + Instant.ofEpochMilli(hourOf(time)));
    for (int i = 0; i < dimensions.length; i += 2) {
      key.append(' ').append(dimensions[i]).append('=').append(dimensions[i + 1]);
    }
    return all.computeIfAbsent(key.toString(), fresh -> new TreeMap<>());
  }

  static void add(Map<String, Object> figures, String name, long more) {
    figures.merge(name, more, (a, b) -> (Long) a + (Long) b);
  }

  static void addDuration(Map<String, Object> figures, String name, long millis) {
    add(figures, name + ".count", 1);
    add(figures, name + ".sum", millis);
    figures.merge(name + ".min", millis, (a, b) -> Math.min((Long) a, (Long) b));
    figures.merge(name + ".max", millis, (a, b) -> Math.max((Long) a, (Long) b));
  }

  static long hourOf(long time) {
    return time - Math.floorMod(time, HOUR);
  }

  Map<String, Map<String, Object>> sayingSomething() {
    Map<String, Map<String, Object>> saying = new TreeMap<>(all);
    saying
        .values()
        .removeIf(
            figures ->
                figures.values().stream()
                    .filter(Long.class::isInstance)
                    .allMatch(figure -> figure.equals(0L)));
    return saying;
  }

  /** The figures of documents by index and id, all of which must be final. */
  static ExpectedFigures of(Map<String, JsonNode> documents) {
    ExpectedFigures figures = new ExpectedFigures();
    documents.forEach(
        (id, document) -> {
          if (id.matches("tidemark-(comfyui|training|coding-agents)-(hourly|concurrency)-.*")) {
            assertThat(document.path("final").asBoolean()).as(id).isTrue();
            figures.read(id.replaceAll("tidemark-(.*?)-[0-9.]+/.*", "$1"), document);
          }
        });
    return figures;
  }

  private void read(String family, JsonNode document) {
    List<String> dimensions = new ArrayList<>();
    for (String name : DIMENSIONS) {
      if (document.has(name)) {
        dimensions.add(name);
        dimensions.add(document.path(name).asText());
      }
    }
    long hour = Instant.parse(document.path("hour").asText()).toEpochMilli();
    Map<String, Object> figures = at(family, hour, dimensions.toArray(String[]::new));
    assertThat(figures).as("two documents of %s at %s of %s", family, hour, dimensions).isEmpty();
    flatten("", document, figures);
  }

  private static void flatten(String prefix, JsonNode object, Map<String, Object> figures) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String name = entry.getKey();
      if (NO_FIGURES.contains(name) || DIMENSIONS.contains(name)) {
        continue;
      }
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        flatten(prefix + name + ".", value, figures);
      } else {
        figures.put(prefix + name, value.isNumber() ? (Object) value.asLong() : value.toString());
      }
    }
  }
}
