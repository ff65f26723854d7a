/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import io.tidemark.api.measure.BinMerge;
import io.tidemark.api.measure.Metric;
import io.tidemark.api.pipeline.Pipeline;
import io.tidemark.api.query.Clauses;
import io.tidemark.api.query.SearchBody;
import io.tidemark.api.selection.Selection;
import tools.jackson.databind.node.ObjectNode;

/** All figures of a pipeline over one selection. */
final class SummaryQuery {

  private SummaryQuery() {}

  static ObjectNode body(Pipeline pipeline, Selection selection, BinMerge merge) {
    ObjectNode aggregations = Clauses.object();
    for (Metric metric : pipeline.metrics()) {
      metric.addTo(aggregations, merge);
    }
    return SearchBody.aggregate(selection.hourlyQuery(), aggregations);
  }
}
