/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Query and filters that an object brings itself, as text in its attributes. */
record SearchSource(ObjectNode json) {

  private static final String META = "kibanaSavedObjectMeta";

  /** The name by which an object refers to its data view. */
  static final String INDEX_REFERENCE = META + ".searchSourceJSON.index";

  static SearchSource createEmpty() {
    ObjectNode json = KibanaSources.JSON.createObjectNode();
    json.putObject("query").put("query", "").put("language", "kuery");
    json.putArray("filter");
    return new SearchSource(json);
  }

  static SearchSource ofOneDataView() {
    SearchSource source = createEmpty();
    source.json.put("highlightAll", true).put("version", true);
    source.json.put("indexRefName", INDEX_REFERENCE);
    return source;
  }

  void putInto(ObjectNode attributes) {
    attributes.putObject(META).put("searchSourceJSON", json.toString());
  }
}
