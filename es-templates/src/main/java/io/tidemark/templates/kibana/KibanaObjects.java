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
  static List<SavedObject> of(KibanaSources sources) {
    return new KibanaObjects(sources).build();
  }

  private List<SavedObject> build() {
    views.forEach((family, view) -> objects.add(view.toSavedObject(family)));
    Map<String, Dashboard> dashboards = new LinkedHashMap<>();
    sources.dashboards().forEach(name -> dashboards.put(name, sources.dashboard(name)));
    SavedObject links = Visualization.createLinks(Dashboard.id(Dashboard.LINKS), dashboards);
    objects.add(links);
    List<SavedObject> built = new ArrayList<>();
    dashboards.forEach(
        (name, dashboard) -> {
          Map<String, SavedObject> panels = panels(name);
          objects.addAll(panels.values());
          panels.put(Dashboard.LINKS, links);
          built.add(new DashboardObject(name, dashboard, panels).toSavedObject(sources.version()));
        });
    objects.addAll(built);
    return List.copyOf(objects);
  }

  private Map<String, SavedObject> panels(String dashboard) {
    Map<String, Query> queries = sources.queries(dashboard);
    Map<String, SavedObject> panels = new LinkedHashMap<>();
    sources
        .panels(dashboard)
        .forEach(
            (name, panel) ->
                panels.put(name, panel(Dashboard.id(dashboard + "-" + name), panel, queries)));
    return panels;
  }

  private SavedObject panel(String id, Panel panel, Map<String, Query> queries) {
    return switch (panel.chart()) {
      case CONTROLS -> Visualization.createControls(id, panel, views.get(panel.view()));
      case RECORDS -> RecordsPanel.of(id, panel, views.get(panel.view()));
      case VEGA -> VegaPanel.of(id, panel, views.get(panel.view()));
      case BARS, AREAS, LINES, SHARES, TABLE, METRIC -> {
        Query query = queries.get(panel.query());
        yield LensPanel.of(id, panel, query, views.get(query.view()));
      }
    };
  }
}
