/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.templates.kibana.SavedObject.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A dashboard as Kibana keeps it: where each panel stands, and where a click on it leads. */
final class DashboardObject {

  private static final String DRILL_DOWN = "DASHBOARD_TO_DASHBOARD_DRILLDOWN";

  private final String name;
  private final Dashboard dashboard;
  private final Map<String, SavedObject> panels;
  private final List<Reference> references = new ArrayList<>();

  /**
   * A dashboard of {@code panels}.
   *
   * @param panels by the names that the dashboard gives them
   */
  DashboardObject(String name, Dashboard dashboard, Map<String, SavedObject> panels) {
    this.name = name;
    this.dashboard = dashboard;
    this.panels = panels;
  }

  /** The object, which says of which version it is. */
  SavedObject toSavedObject(int version) {
    ObjectNode attributes = KibanaSources.JSON.createObjectNode();
    attributes.put("title", dashboard.title());
    attributes.put("description", InstalledVersion.markDescription(dashboard.says(), version));
    attributes.put("panelsJSON", layOut().toString());
    ObjectNode options = KibanaSources.JSON.createObjectNode();
    options.put("useMargins", true).put("syncColors", true).put("hidePanelTitles", false);
    attributes.put("optionsJSON", options.toString());
    attributes.put("timeRestore", true).put("timeFrom", "now-1d").put("timeTo", "now");
    attributes.putObject("refreshInterval").put("pause", true).put("value", 60_000);
    attributes.put("hits", 0).put("version", 1);
    SearchSource.createEmpty().putInto(attributes);
    return new SavedObject(
        SavedObjectType.DASHBOARD, Dashboard.createId(name), attributes, references);
  }

  private ArrayNode layOut() {
    ArrayNode list = KibanaSources.JSON.createArrayNode();
    int y = 0;
    for (Dashboard.Row row : dashboard.rows()) {
      int count = row.panels().size();
      for (int i = 0; i < count; i++) {
        int left = Dashboard.WIDTH * i / count;
        int right = Dashboard.WIDTH * (i + 1) / count;
        ObjectNode panel = createPanel(row.panels().get(i));
        panel
            .putObject("gridData")
            .put("x", left)
            .put("y", y)
            .put("w", right - left)
            .put("h", row.height())
            .put("i", row.panels().get(i));
        list.add(panel);
      }
      y += row.height();
    }
    return list;
  }

  private ObjectNode createPanel(String key) {
    SavedObject object = panels.get(key);
    String reference = "panel_" + key;
    references.add(new Reference(object.type(), object.id(), key + ":" + reference));
    ObjectNode panel = KibanaSources.JSON.createObjectNode();
    panel.put("version", SavedObject.KIBANA_VERSION).put("type", object.type().typeName());
    panel.put("panelIndex", key).put("panelRefName", reference);
    ObjectNode enhancements = panel.putObject("embeddableConfig").putObject("enhancements");
    if (dashboard.toRecords().contains(key)) {
      addDrillDown(key, enhancements);
    }
    return panel;
  }

  private void addDrillDown(String key, ObjectNode enhancements) {
    String event = UUID.nameUUIDFromBytes((name + "/" + key).getBytes(UTF_8)).toString();
    ObjectNode entry = enhancements.putObject("dynamicActions").putArray("events").addObject();
    entry.put("eventId", event).putArray("triggers").add("FILTER_TRIGGER");
    ObjectNode action = entry.putObject("action");
    action.put("factoryId", DRILL_DOWN).put("name", "Show the records");
    action
        .putObject("config")
        .put("useCurrentFilters", true)
        .put("useCurrentDateRange", true)
        .put("openInNewTab", false);
    references.add(
        new Reference(
            SavedObjectType.DASHBOARD,
            Dashboard.createId(Dashboard.RECORDS),
            "%s:drilldown:%s:%s:dashboardId".formatted(key, DRILL_DOWN, event)));
  }
}
