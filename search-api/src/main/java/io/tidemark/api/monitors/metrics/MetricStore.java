/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.metrics;

import io.tidemark.api.cost.Costs;
import io.tidemark.api.search.UsageStore;
import org.springframework.stereotype.Component;

/** Opens the metrics of tenants. */
@Component
public class MetricStore implements MetricSources {

  private final UsageStore store;
  private final FirstDocuments firstDocuments;
  private final Costs costs;

  MetricStore(UsageStore store, FirstDocuments firstDocuments, Costs costs) {
    this.store = store;
    this.firstDocuments = firstDocuments;
    this.costs = costs;
  }

  @Override
  public StoredMetrics open(String tenant) {
    return new StoredMetrics(store, firstDocuments, costs, tenant);
  }

  @Override
  public StoredPipeline openPipeline(String tenant) {
    return new StoredPipeline(store, tenant);
  }
}
