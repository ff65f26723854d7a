/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All objects, made of their sources: the same sources give the same bytes. */
final class KibanaObjects {

  private final KibanaSources sources;
  private final Map<String, DataView> views;
  private final List<SavedObject> objects = new ArrayList<>();

  private KibanaObjects(KibanaSources sources) {
    this.sources = sources;
    this.views = sources.dataViews();
  }

  /** Data views first, then panels, then dashboards. */
  static List<SavedObject> createObjects(KibanaSources sources) {
    return new KibanaObjects(sources).buildObjects();
  }

  private List<SavedObject> buildObjects() {
    views.forEach((family, view) -> objects.add(view.toSavedObject(family)));
    Map<String, Dashboard> dashboards = new LinkedHashMap<>();
    sources.listDashboards().forEach(name -> dashboards.put(name, sources.readDashboard(name)));
    SavedObject links = Visualization.createLinks(Dashboard.createId(Dashboard.LINKS), dashboards);
    objects.add(links);
    List<SavedObject> built = new ArrayList<>();
    dashboards.forEach(
        (name, dashboard) -> {
          Map<String, SavedObject> panels = createPanels(name);
          objects.addAll(panels.values());
          panels.put(Dashboard.LINKS, links);
          built.add(
              new DashboardObject(name, dashboard, panels).toSavedObject(sources.readVersion()));
        });
    objects.addAll(built);
    return List.copyOf(objects);
  }

  private Map<String, SavedObject> createPanels(String dashboard) {
    Map<String, Query> queries = sources.readQueries(dashboard);
    Map<String, SavedObject> panels = new LinkedHashMap<>();
    sources
        .readPanels(dashboard)
        .forEach(
            (name, panel) ->
                panels.put(
                    name, createPanel(Dashboard.createId(dashboard + "-" + name), panel, queries)));
    return panels;
  }

  private SavedObject createPanel(String id, Panel panel, Map<String, Query> queries) {
    return switch (panel.chart()) {
      case CONTROLS -> Visualization.createControls(id, panel, views.get(panel.view()));
      case RECORDS -> RecordsPanel.createPanel(id, panel, views.get(panel.view()));
      case VEGA -> VegaPanel.createPanel(id, panel, views.get(panel.view()));
      case BARS, AREAS, LINES, SHARES, TABLE, METRIC -> {
        Query query = queries.get(panel.query());
        yield LensPanel.createPanel(id, panel, query, views.get(query.view()));
      }
    };
  }
}
