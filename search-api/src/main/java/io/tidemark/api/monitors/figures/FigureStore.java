/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.figures;

import io.tidemark.api.cost.Costs;
import io.tidemark.api.search.UsageStore;
import org.springframework.stereotype.Component;

/** Opens the figures of tenants. */
@Component
public class FigureStore {

  private final UsageStore store;
  private final FirstDocuments firstDocuments;
  private final Costs costs;

  FigureStore(UsageStore store, FirstDocuments firstDocuments, Costs costs) {
    this.store = store;
    this.firstDocuments = firstDocuments;
    this.costs = costs;
  }

  /** The figures that a monitor of the tenant compares. */
  public StoredFigures open(String tenant) {
    return new StoredFigures(store, firstDocuments, costs, tenant);
  }
}
