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

  static SavedObject of(String id, Panel panel, Query query, DataView view) {
    LensColumns columns = new LensColumns(query, view);
    ObjectNode attributes = KibanaSources.JSON.createObjectNode();
    attributes.put("title", panel.title()).put("description", panel.says());
    attributes.put("visualizationType", type(panel.chart()));
    ObjectNode state = attributes.putObject("state");
    state
        .putObject("datasourceStates")
        .putObject("indexpattern")
        .putObject("layers")
        .set(LAYER, columns.toJson());
    state.set("visualization", visualization(panel.chart(), query, columns));
    state.putObject("query").put("query", query.where()).put("language", "kuery");
    state.putArray("filters");
    return new SavedObject(
        SavedObjectType.LENS,
        id,
        attributes,
        List.of(
            reference(query, "indexpattern-datasource-current-indexpattern"),
            reference(query, "indexpattern-datasource-layer-" + LAYER)));
  }

  private static Reference reference(Query query, String name) {
    return DataView.reference(query.view(), name);
  }

  private static String type(Chart chart) {
    return switch (chart) {
      case BARS, AREAS, LINES -> "lnsXY";
      case SHARES -> "lnsPie";
      case TABLE -> "lnsDatatable";
      case METRIC -> "lnsMetric";
      case CONTROLS, RECORDS, VEGA -> throw new IllegalArgumentException(chart + " is no chart");
    };
  }

  private static ObjectNode visualization(Chart chart, Query query, LensColumns columns) {
    return switch (chart) {
      case BARS -> xy("bar_stacked", query, columns);
      case AREAS -> xy("area", query, columns);
      case LINES -> xy("line", query, columns);
      case SHARES -> shares(columns);
      case TABLE -> table(columns);
      case METRIC -> layer().put("accessor", columns.valueIds().get(0));
      case CONTROLS, RECORDS, VEGA -> throw new IllegalArgumentException(chart + " is no chart");
    };
  }

  private static ObjectNode layer() {
    return KibanaSources.JSON.createObjectNode().put("layerId", LAYER).put("layerType", "data");
  }

  private static ObjectNode xy(String series, Query query, LensColumns columns) {
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
    ObjectNode layer = layer().put("seriesType", series);
    columns.valueIds().forEach(layer.withArray("/accessors")::add);
    for (int i = 0; i < query.by().size(); i++) {
      Bucket bucket = query.by().get(i);
      layer.put(bucket.isTime() ? "xAccessor" : "splitAccessor", columns.bucketIds().get(i));
    }
    xy.putArray("layers").add(layer);
    return xy;
  }

  private static ObjectNode shares(LensColumns columns) {
    ObjectNode pie = KibanaSources.JSON.createObjectNode().put("shape", "donut");
    ObjectNode layer = layer();
    columns.bucketIds().forEach(layer.withArray("/groups")::add);
    layer.put("metric", columns.valueIds().get(0));
    layer.put("numberDisplay", "percent").put("categoryDisplay", "default");
    layer.put("legendDisplay", "default").put("nestedLegend", false);
    pie.putArray("layers").add(layer);
    return pie;
  }

  private static ObjectNode table(LensColumns columns) {
    ObjectNode table = layer();
    columns.bucketIds().forEach(id -> addColumn(table, id));
    columns.valueIds().forEach(id -> addColumn(table, id));
    return table;
  }

  private static void addColumn(ObjectNode table, String id) {
    table.withArray("/columns").addObject().put("columnId", id).put("isTransposed", false);
  }
}
