/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.templates.kibana.Panel.Chart;
import io.tidemark.templates.kibana.Query.Bucket;
import io.tidemark.templates.kibana.SavedObject.Reference;
import java.util.List;

/** A chart as a Lens object: one layer, over one data view. */
final class LensPanel {

  private static final String LAYER = "layer";

  private LensPanel() {}

  static SavedObject createPanel(String id, Panel panel, Query query, DataView view) {
    LensColumns columns = new LensColumns(query, view);
    ObjectNode attributes = KibanaSources.JSON.createObjectNode();
    attributes.put("title", panel.title()).put("description", panel.says());
    attributes.put("visualizationType", chooseType(panel.chart()));
    ObjectNode state = attributes.putObject("state");
    state
        .putObject("datasourceStates")
        .putObject("indexpattern")
        .putObject("layers")
        .set(LAYER, columns.toJson());
    state.set("visualization", createVisualization(panel.chart(), query, columns));
    state.putObject("query").put("query", query.where()).put("language", "kuery");
    state.putArray("filters");
    return new SavedObject(
        SavedObjectType.LENS,
        id,
        attributes,
        List.of(
            createReference(query, "indexpattern-datasource-current-indexpattern"),
            createReference(query, "indexpattern-datasource-layer-" + LAYER)));
  }

  private static Reference createReference(Query query, String name) {
    return DataView.createReference(query.view(), name);
  }

  private static String chooseType(Chart chart) {
    return switch (chart) {
      case BARS, AREAS, LINES -> "lnsXY";
      case SHARES -> "lnsPie";
      case TABLE -> "lnsDatatable";
      case METRIC -> "lnsMetric";
      case CONTROLS, RECORDS, VEGA -> throw new IllegalArgumentException(chart + " is no chart");
    };
  }

  private static ObjectNode createVisualization(Chart chart, Query query, LensColumns columns) {
    return switch (chart) {
      case BARS -> createXy("bar_stacked", query, columns);
      case AREAS -> createXy("area", query, columns);
      case LINES -> createXy("line", query, columns);
      case SHARES -> createShares(columns);
      case TABLE -> createTable(columns);
      case METRIC -> createLayer().put("accessor", columns.valueIds().get(0));
      case CONTROLS, RECORDS, VEGA -> throw new IllegalArgumentException(chart + " is no chart");
    };
  }

  private static ObjectNode createLayer() {
    return KibanaSources.JSON.createObjectNode().put("layerId", LAYER).put("layerType", "data");
  }

  private static ObjectNode createXy(String series, Query query, LensColumns columns) {
    ObjectNode xy = KibanaSources.JSON.createObjectNode();
    xy.putObject("legend").put("isVisible", true).put("position", "bottom");
    xy.put("valueLabels", "hide").put("fittingFunction", "None");
    xy.putObject("yLeftExtent").put("mode", "full");
    xy.putObject("yRightExtent").put("mode", "full");
    xy.putObject("axisTitlesVisibilitySettings")
        .put("x", false)
        .put("yLeft", false)
        .put("yRight", false);
    xy.putObject("tickLabelsVisibilitySettings")
        .put("x", true)
        .put("yLeft", true)
        .put("yRight", true);
    xy.putObject("gridlinesVisibilitySettings")
        .put("x", true)
        .put("yLeft", true)
        .put("yRight", true);
    xy.put("preferredSeriesType", series);
    ObjectNode layer = createLayer().put("seriesType", series);
    columns.valueIds().forEach(layer.withArray("/accessors")::add);
    for (int i = 0; i < query.by().size(); i++) {
      Bucket bucket = query.by().get(i);
      layer.put(bucket.isTime() ? "xAccessor" : "splitAccessor", columns.bucketIds().get(i));
    }
    xy.putArray("layers").add(layer);
    return xy;
  }

  private static ObjectNode createShares(LensColumns columns) {
    ObjectNode pie = KibanaSources.JSON.createObjectNode().put("shape", "donut");
    ObjectNode layer = createLayer();
    columns.bucketIds().forEach(layer.withArray("/groups")::add);
    layer.put("metric", columns.valueIds().get(0));
    layer.put("numberDisplay", "percent").put("categoryDisplay", "default");
    layer.put("legendDisplay", "default").put("nestedLegend", false);
    pie.putArray("layers").add(layer);
    return pie;
  }

  private static ObjectNode createTable(LensColumns columns) {
    ObjectNode table = createLayer();
    columns.bucketIds().forEach(id -> addColumn(table, id));
    columns.valueIds().forEach(id -> addColumn(table, id));
    return table;
  }

  private static void addColumn(ObjectNode table, String id) {
    table.withArray("/columns").addObject().put("columnId", id).put("isTransposed", false);
  }
}
