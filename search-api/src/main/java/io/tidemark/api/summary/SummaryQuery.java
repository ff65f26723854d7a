/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.summary;

import io.tidemark.api.cost.AmountsPlan;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.metric.BinMerge;
import io.tidemark.api.metric.Metric;
import io.tidemark.api.query.Search;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.workload.Workload;
import java.util.Optional;

/** All metrics of a workload over one selection. */
final class SummaryQuery {

  private SummaryQuery() {}

  /** Further aggregations do not replace those of metrics. */
  static Search createSearch(
      Workload workload, Selection selection, BinMerge merge, Optional<AmountsPlan> amounts) {
    Aggregations aggregations = new Aggregations();
    for (Metric metric : workload.metrics()) {
      metric.addTo(aggregations, merge);
    }
    amounts.ifPresent(plan -> plan.addTo(aggregations));
    return Search.aggregate(selection.hourlyQuery(), aggregations.byName());
  }
}
