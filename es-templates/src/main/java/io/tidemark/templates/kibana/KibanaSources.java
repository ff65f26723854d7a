/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.templates.kibana.DataView.FieldWords;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sources of the objects: schemas, and files with queries, panels and dashboards. */
final class KibanaSources {

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private static final TypeReference<LinkedHashMap<String, Query>> QUERIES =
      new TypeReference<>() {};
  private static final TypeReference<LinkedHashMap<String, Panel>> PANELS =
      new TypeReference<>() {};
  private static final TypeReference<LinkedHashMap<String, FieldWords>> WORDS =
      new TypeReference<>() {};

  /**
   * The part of the manifest about Kibana.
   *
   * @param dashboards in the order in which they are linked
   */
  record Contents(List<String> dashboards) {}

  private final int version;
  private final Contents contents;

  private KibanaSources(int version, Contents contents) {
    this.version = version;
    this.contents = contents;
  }

  /** Those in this jar. */
  static KibanaSources loadSources() {
    try (InputStream in = openResource("../manifest.json")) {
      JsonNode manifest = JSON.readTree(in);
      return new KibanaSources(
          manifest.required("version").intValue(),
          JSON.treeToValue(manifest.required("kibana"), Contents.class));
    } catch (IOException e) {
      throw reportUnreadable(e);
    }
  }

  /** The manifest's. */
  int readVersion() {
    return version;
  }

  List<String> listDashboards() {
    return contents.dashboards();
  }

  /** Data views by index family. */
  Map<String, DataView> dataViews() {
    Map<String, DataView> views = new LinkedHashMap<>();
    Map<String, FieldWords> common = readResource("data-views/common.json", WORDS);
    for (IndexFamily family : IndexFamily.values()) {
      DataView view =
          family.schema().isPresent()
              ? SchemaDataView.createView(family, common)
              : readResource("data-views/" + family.id() + ".json", DataView.class)
                  .withWords(common);
      views.put(family.id(), view);
    }
    return views;
  }

  /** Queries by name, with all metrics, those of panels included. */
  Map<String, Query> readQueries(String dashboard) {
    Map<String, Query> queries = new LinkedHashMap<>();
    readResource("panels/" + dashboard + ".json", PANELS)
        .forEach(
            (name, panel) -> {
              if (panel.isOfMetric()) {
                List<String> metric = List.of(panel.metric());
                Query query = new Query(panel.view(), null, null, metric, null);
                queries.put(queryOf(name), query.resolveMetrics());
              }
            });
    readResource("queries/" + dashboard + ".json", QUERIES)
        .forEach((name, query) -> queries.put(name, query.resolveMetrics()));
    return queries;
  }

  Map<String, Panel> readPanels(String dashboard) {
    Map<String, Panel> panels = new LinkedHashMap<>();
    readResource("panels/" + dashboard + ".json", PANELS)
        .forEach(
            (name, panel) ->
                panels.put(name, panel.isOfMetric() ? panel.resolveMetric(queryOf(name)) : panel));
    return panels;
  }

  private static String queryOf(String panelOfMetric) {
    return "total-" + panelOfMetric;
  }

  Dashboard readDashboard(String name) {
    return readResource("dashboards/" + name + ".json", Dashboard.class);
  }

  /** A Vega specification, its place holders unfilled. */
  static JsonNode readVega(String name) {
    return readResource("vega/" + name + ".json", JsonNode.class);
  }

  private static <T> T readResource(String path, Class<T> type) {
    try (InputStream in = openResource(path)) {
      return JSON.readValue(in, type);
    } catch (IOException e) {
      throw reportUnreadable(e);
    }
  }

  private static <T> T readResource(String path, TypeReference<T> type) {
    try (InputStream in = openResource(path)) {
      return JSON.readValue(in, type);
    } catch (IOException e) {
      throw reportUnreadable(e);
    }
  }

  private static InputStream openResource(String path) throws FileNotFoundException {
    InputStream in = KibanaSources.class.getResourceAsStream(path);
    if (in == null) {
      throw new FileNotFoundException(path);
    }
    return in;
  }

  private static UncheckedIOException reportUnreadable(IOException e) {
    return new UncheckedIOException("The sources of the Kibana objects cannot be read", e);
  }
}
