/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.templates.TemplateInstaller;
import io.tidemark.templates.WatchedNode;
import io.tidemark.templates.kibana.Query.Bucket;
import io.tidemark.templates.kibana.Query.Value;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.elasticsearch.client.Request;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends the search of each built Lens panel to a real node with documents under the real templates,
 * and compares the answer with the sums of the same documents that the panel's query asks for.
 */
@Tag("node")
class LensPanelsOnNodeTest {

  private static final int DOCUMENTS = 80;
  private static final KibanaSources SOURCES = KibanaSources.loadSources();
  private static final Map<String, List<Map<String, Object>>> SAMPLES = new HashMap<>();
  private static final long SEED = System.nanoTime();

  private static WatchedNode node;

  @BeforeAll
  static void start() throws IOException {
    node = WatchedNode.emptied();
    new TemplateInstaller(node.client()).installTemplates(Duration.ofSeconds(30));
    Random random = new Random(SEED);
    for (IndexFamily family : IndexFamily.values()) {
      SampleDocuments samples = new SampleDocuments(family, random);
      List<Map<String, Object>> documents =
          Stream.generate(samples::next).limit(DOCUMENTS).toList();
      SAMPLES.put(family.id(), documents);
      index(family, documents);
    }
  }

  private static void index(IndexFamily family, List<Map<String, Object>> documents)
      throws IOException {
    StringBuilder bulk = new StringBuilder();
    for (Map<String, Object> document : documents) {
      bulk.append("{\"index\":{}}\n").append(SampleDocuments.source(document)).append('\n');
    }
    String index = family.indexAt(SampleDocuments.DAY.toEpochMilli());
    JsonNode answer = ask("/" + index + "/_bulk?refresh=true", bulk.toString());
    assertThat(answer.required("errors").booleanValue()).as(answer.toString()).isFalse();
  }

  static List<Arguments> panels() {
    List<Arguments> panels = new ArrayList<>();
    for (String dashboard : SOURCES.listDashboards()) {
      SOURCES
          .readPanels(dashboard)
          .forEach(
              (name, panel) -> {
                if (panel.query() != null) {
                  panels.add(Arguments.of(dashboard + "-" + name, dashboard, panel.query()));
                }
              });
    }
    return panels;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("panels")
  void showsTheResultOfThePanelsQuery(String name, String dashboard, String queryName)
      throws IOException {
    Query query = SOURCES.readQueries(dashboard).get(queryName);
    LensRequest request = new LensRequest(object("lens", Dashboard.createId(name)));
    String pattern = dataViewOf(object("lens", Dashboard.createId(name)));

    JsonNode answer = ask("/" + pattern + "/_search", request.body().toString());

    assertThat(request.read(answer)).as("seed " + SEED).isEqualTo(expected(query));
    assertThat(node.warnings()).isEmpty();
  }

  /** The index pattern of the data view that the only layer refers to. */
  private static String dataViewOf(JsonNode lens) {
    for (JsonNode reference : lens.required("references")) {
      if (reference.required("name").asText().startsWith("indexpattern-datasource-layer-")) {
        return object("index-pattern", reference.required("id").asText())
            .at("/attributes/title")
            .asText();
      }
    }
    throw new AssertionError("No data view: " + lens);
  }

  private static JsonNode object(String type, String id) {
    return KibanaFile.readLines().stream()
        .filter(object -> object.path("type").asText().equals(type))
        .filter(object -> object.path("id").asText().equals(id))
        .findAny()
        .orElseThrow(() -> new AssertionError("No " + type + " " + id));
  }

  private static Map<List<String>, List<Object>> expected(Query query) {
    String timeField = SOURCES.dataViews().get(query.view()).timeField();
    List<Map<String, Object>> documents =
        SAMPLES.get(query.view()).stream()
            .filter(document -> meets(document, query.where()))
            .filter(document -> !keys(document, query, timeField).contains(null))
            .toList();
    Map<List<String>, List<Object>> rows =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    documents.stream()
        .collect(groupingBy(document -> keys(document, query, timeField)))
        .forEach(
            (keys, group) ->
                rows.put(
                    keys,
                    query.values().stream().map(value -> value(value, group, timeField)).toList()));
    return rows;
  }

  private static boolean meets(Map<String, Object> document, String where) {
    return where.isEmpty() || where.split(": ", 2)[1].equals(document.get(where.split(": ", 2)[0]));
  }

  private static List<String> keys(Map<String, Object> document, Query query, String timeField) {
    List<String> keys = new ArrayList<>();
    for (Bucket bucket : query.by()) {
      if (bucket.isTime()) {
        assertThat(bucket.time()).isEqualTo("1h");
        Instant time = Instant.parse(document.get(timeField).toString());
        keys.add(Long.toString(time.toEpochMilli()));
      } else {
        keys.add(String.valueOf(document.getOrDefault(bucket.top(), LensRequest.MISSING)));
      }
    }
    return keys;
  }

  private static Object value(Value value, List<Map<String, Object>> group, String timeField) {
    return switch (value.operation()) {
      case COUNT -> (double) group.size();
      case SUM -> sum(group, value.field());
      case MAX -> {
        double[] known = numbers(group, value.field()).toArray();
        yield known.length == 0 ? null : Arrays.stream(known).max().orElseThrow();
      }
      case DISTINCT ->
          (double)
              group.stream()
                  .map(document -> document.get(value.field()))
                  .filter(Objects::nonNull)
                  .distinct()
                  .count();
      case RATIO -> sum(group, value.field()) / sum(group, value.by());
      case LATEST ->
          group.stream()
              .max((a, b) -> time(a, timeField).compareTo(time(b, timeField)))
              .map(newest -> time(newest, value.field()).toString().replace("Z", ".000Z"))
              .orElseThrow();
    };
  }

  private static Instant time(Map<String, Object> document, String field) {
    return Instant.parse(document.get(field).toString());
  }

  private static double sum(List<Map<String, Object>> group, String field) {
    return numbers(group, field).sum();
  }

  private static DoubleStream numbers(List<Map<String, Object>> group, String field) {
    return group.stream()
        .map(document -> document.get(field))
        .filter(Objects::nonNull)
        .mapToDouble(value -> ((Number) value).doubleValue());
  }

  private static JsonNode ask(String path, String body) throws IOException {
    Request request = new Request("POST", path);
    request.setJsonEntity(body);
    return LensRequest.json(
        node.client().performRequest(request).getEntity().getContent().readAllBytes());
  }
}
