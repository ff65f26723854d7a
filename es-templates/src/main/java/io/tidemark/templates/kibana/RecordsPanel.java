/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Documents one by one, newest first, as Discover shows them. */
final class RecordsPanel {

  private RecordsPanel() {}

  static SavedObject createPanel(String id, Panel panel, DataView view) {
    ObjectNode attributes = KibanaSources.JSON.createObjectNode();
    attributes.put("title", panel.title()).put("description", panel.says());
    panel.columns().forEach(attributes.withArray("/columns")::add);
    attributes.withArray("/sort").addArray().add(view.timeField()).add("desc");
    attributes.put("hits", 0).put("version", 1);
    SearchSource.ofOneDataView().putInto(attributes);
    return new SavedObject(
        SavedObjectType.SEARCH,
        id,
        attributes,
        List.of(DataView.createReference(panel.view(), SearchSource.INDEX_REFERENCE)));
  }
}
