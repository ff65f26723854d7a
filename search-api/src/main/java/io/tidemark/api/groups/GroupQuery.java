/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.groups;

import io.tidemark.api.metric.Metric;
import io.tidemark.api.query.Clauses;
import io.tidemark.api.query.SearchBody;
import io.tidemark.api.selection.Selection;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One page of all groups with their figure. A composite aggregation is exact over any number of
 * indices, where a terms aggregation would guess which groups are the greatest.
 */
final class GroupQuery {

  static final String GROUPS = "groups";

  private GroupQuery() {}

  /** {@code after}: the key that ended the page before; null for the first page. */
  static ObjectNode body(
      Selection selection, List<String> dimensions, Metric metric, int pageSize, JsonNode after) {
    List<JsonNode> sources = new ArrayList<>();
    for (String dimension : dimensions) {
      ObjectNode terms = Clauses.object().put("field", dimension).put("missing_bucket", true);
      sources.add(Clauses.object(dimension, Clauses.object("terms", terms)));
    }
    ObjectNode composite = Clauses.object().put("size", pageSize);
    composite.set("sources", Clauses.array(sources));
    if (after != null) {
      composite.set("after", after);
    }
    ObjectNode figures = Clauses.object();
    metric.addTo(figures);
    ObjectNode groups = Clauses.object("composite", composite);
    groups.set("aggs", figures);
    return SearchBody.aggregate(selection.hourlyQuery(), Clauses.object(GROUPS, groups));
  }
}
