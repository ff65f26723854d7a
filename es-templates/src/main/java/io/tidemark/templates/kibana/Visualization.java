/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.templates.kibana.SavedObject.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Panels of Kibana's older kind: filters, links, and what frames a Vega specification. */
final class Visualization {

  /** How many values a filter offers; typing finds the others. */
  private static final int CHOICES = 100;

  private Visualization() {}

  static SavedObject createControls(String id, Panel panel, DataView view) {
    ObjectNode parameters = KibanaSources.JSON.createObjectNode();
    List<Reference> references = new ArrayList<>();
    for (String field : panel.fields()) {
      Reference reference =
          DataView.createReference(panel.view(), "control_" + references.size() + "_index_pattern");
      ObjectNode control = parameters.withArray("/controls").addObject();
      control.put("id", field).put("fieldName", field).put("parent", "");
      control.put("label", view.findLabel(field)).put("type", "list");
      control
          .putObject("options")
          .put("type", "terms")
          .put("multiselect", true)
          .put("dynamicOptions", true)
          .put("size", CHOICES)
          .put("order", "desc");
      control.put("indexPatternRefName", reference.name());
      references.add(reference);
    }
    parameters.put("updateFiltersOnChange", true);
    parameters.put("useTimeFilter", true).put("pinFilters", false);
    SavedObject plain = createVisualization(id, "input_control_vis", panel, parameters);
    return new SavedObject(plain.type(), id, plain.attributes(), references);
  }

  /** The tabs, each a link to its dashboard. */
  static SavedObject createLinks(String id, Map<String, Dashboard> dashboards) {
    StringBuilder text = new StringBuilder();
    dashboards.forEach(
        (name, dashboard) -> {
          String title = dashboard.title().replaceFirst("^Tidemark: ", "");
          text.append(text.isEmpty() ? "" : " · ");
          text.append('[')
              .append(title)
              .append("](#/view/")
              .append(Dashboard.createId(name))
              .append(')');
        });
    ObjectNode parameters = KibanaSources.JSON.createObjectNode();
    parameters.put("fontSize", 12).put("openLinksInNewTab", false);
    parameters.put("markdown", text.toString());
    return createVisualization(id, "markdown", "Tidemark", "Links to all dashboards.", parameters);
  }

  static SavedObject createVisualization(
      String id, String type, Panel panel, ObjectNode parameters) {
    return createVisualization(id, type, panel.title(), panel.says(), parameters);
  }

  private static SavedObject createVisualization(
      String id, String type, String title, String says, ObjectNode parameters) {
    ObjectNode state = KibanaSources.JSON.createObjectNode();
    state.put("title", title).put("type", type);
    state.set("params", parameters);
    state.putArray("aggs");
    ObjectNode attributes = KibanaSources.JSON.createObjectNode();
    attributes.put("title", title).put("description", says);
    attributes.put("visState", state.toString()).put("uiStateJSON", "{}").put("version", 1);
    SearchSource.createEmpty().putInto(attributes);
    return new SavedObject(SavedObjectType.VISUALIZATION, id, attributes, List.of());
  }
}
