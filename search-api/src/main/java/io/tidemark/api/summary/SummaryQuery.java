/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import io.tidemark.api.metric.BinMerge;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.query.Clauses;
import io.tidemark.api.query.SearchBody;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import tools.jackson.databind.node.ObjectNode;

/** All figures of a workload over one selection. */
final class SummaryQuery {

  private SummaryQuery() {}

  static ObjectNode body(Workload workload, Selection selection, BinMerge merge) {
    ObjectNode aggregations = Clauses.object();
    for (Metric metric : workload.metrics()) {
      metric.addTo(aggregations, merge);
    }
    return SearchBody.aggregate(selection.hourlyQuery(), aggregations);
  }
}
